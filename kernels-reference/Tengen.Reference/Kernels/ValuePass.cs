// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using Tengen.Graph;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>Computes every element of every output and stores it, rounded once to the output's dtype. Work is spread over the processors.</summary>
/// <param name="value">Reads a number that <see cref="INumber{T}.Round"/> has brought to a storage format.</param>
public sealed class ValuePass<T>(int outputs, Func<T, double> value) : Pass<T> where T : unmanaged, INumber<T>
{
    private const int Chunk = 4096;

    /// <summary>One tensor per output; null where the node leaves the output out.</summary>
    public Tensor?[] Outputs { get; } = new Tensor?[outputs];

    public override Tensor Plain(int output, Tensor tensor) => Outputs[output] = tensor;

    public override void Fill(int output, DType type, Tensor tensor, Lines lines, LineBody<T> body)
    {
        Outputs[output] = tensor;
        var rounds = type.IsFloat && type.Bits >= 16;
        if (lines.Count == 1)
            Parallel.For(0, (lines.Length + Chunk - 1) / Chunk, chunk => Part(0, chunk * Chunk, Math.Min(Chunk, lines.Length - chunk * Chunk)));
        else
            Parallel.For(0, lines.Count, line => Part(line, 0, lines.Length));

        void Part(int line, int first, int count)
        {
            var buffer = ArrayPool<T>.Shared.Rent(count);
            var results = buffer.AsSpan(0, count);
            body(line, first, results);
            for (var i = 0; i < count; i++)
                Element.SetReal(tensor, lines.Start(line) + (long)(first + i) * lines.Inner, value(rounds ? T.Round(results[i], type) : results[i]));
            ArrayPool<T>.Shared.Return(buffer);
        }
    }
}
