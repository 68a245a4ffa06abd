// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>Computes every element of every output.</summary>
/// <param name="parallel">Spreads the work over the processors; only for number systems without statics that change during a pass.</param>
public abstract class FullPass<T>(bool parallel) : Pass<T> where T : unmanaged, INumber<T>
{
    private const int Chunk = 4096;

    /// <summary>Elements that are not worth waking another thread for.</summary>
    private const int Few = 512;

    public override void Fill(int output, DType type, Tensor tensor, Lines lines, LineBody<T> body)
    {
        Begin(output, type, tensor);
        var chunks = lines.Count == 1 ? (lines.Length + Chunk - 1) / Chunk : lines.Count;
        if (parallel && chunks > 1 && tensor.Count >= Few)
            Parallel.For(0, chunks, Part);
        else
            for (var chunk = 0; chunk < chunks; chunk++)
                Part(chunk);

        void Part(int chunk)
        {
            var (line, first) = lines.Count == 1 ? (0, chunk * Chunk) : (chunk, 0);
            var count = lines.Count == 1 ? Math.Min(Chunk, lines.Length - first) : lines.Length;
            var buffer = ArrayPool<T>.Shared.Rent(count);
            body(line, first, buffer.AsSpan(0, count));
            for (var i = 0; i < count; i++)
                Store(output, lines.Start(line) + (first + i) * lines.Inner, buffer[i]);
            ArrayPool<T>.Shared.Return(buffer);
        }
    }

    protected abstract void Begin(int output, DType type, Tensor tensor);

    /// <summary>Called once for every element, from several threads when the pass is parallel.</summary>
    protected abstract void Store(int output, int element, T result);
}
