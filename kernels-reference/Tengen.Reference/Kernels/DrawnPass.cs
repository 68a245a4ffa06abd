// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>Computes drawn elements of every output and no others, spread over the processors.</summary>
/// <param name="elements">Flat positions by output.</param>
/// <param name="value">Reads a number.</param>
internal sealed class DrawnPass<T>(int[][] elements, Func<T, Real> value) : Pass<T> where T : unmanaged, INumber<T>
{
    /// <summary>By output, of the length of the output, set where drawn; null where the kernel wrote the output exactly, or not at all.</summary>
    public Real[]?[] Values { get; } = new Real[]?[elements.Length];

    /// <summary>The outputs, rounded to their dtypes; those that are computed element by element are right where drawn.</summary>
    public Tensor?[] Tensors { get; } = new Tensor?[elements.Length];

    public override Tensor Plain(int output, Tensor tensor) => Tensors[output] = tensor;

    public override void Fill(int output, DType type, Tensor tensor, Lines lines, LineBody<T> body)
    {
        var values = Values[output] = new Real[tensor.Count];
        Tensors[output] = tensor;
        Parallel.For(0, elements[output].Length, i =>
        {
            var element = elements[output][i];
            var (line, position) = lines.Locate(element);
            Span<T> result = stackalloc T[1];
            body(line, position, result);
            values[element] = value(result[0]);
        });
        foreach (var element in elements[output])
            Element.SetReal(tensor, element, values[element].Hi);
    }
}
