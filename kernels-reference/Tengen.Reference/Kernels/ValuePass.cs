// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>Stores every element, rounded once to the output's dtype.</summary>
/// <param name="value">Reads a number that <see cref="INumber{T}.Round"/> has brought to a storage format.</param>
internal sealed class ValuePass<T>(int outputs, Func<T, double> value, bool parallel = true) : FullPass<T>(parallel) where T : unmanaged, INumber<T>
{
    private readonly bool[] _rounds = new bool[outputs];

    /// <summary>One tensor per output; null where the kernel wrote none.</summary>
    public Tensor?[] Outputs { get; } = new Tensor?[outputs];

    public override Tensor Plain(int output, Tensor tensor) => Outputs[output] = tensor;

    protected override void Begin(int output, DType type, Tensor tensor)
    {
        Outputs[output] = tensor;
        _rounds[output] = Formats.Find(type) is { Bits: >= 16 };
    }

    protected override void Store(int output, int element, T result)
    {
        var tensor = Outputs[output]!;
        Element.SetReal(tensor, element, value(_rounds[output] ? T.Round(result, tensor.Type) : result));
    }
}
