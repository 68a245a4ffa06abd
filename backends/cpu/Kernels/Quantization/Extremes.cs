// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>The least and the greatest number of each chunk, 0 included; NaN is passed over. One item is one chunk.</summary>
/// <param name="found">Two numbers a chunk.</param>
internal readonly unsafe struct Extremes(float* input, long count, float* found) : IParallelBody
{
    private const int Chunk = 16384;

    public int Items => ChunksOf(count);

    public static int ChunksOf(long count) => checked((int)((count + Chunk - 1) / Chunk));

    public void Run(int item, int worker)
    {
        var i = (nint)item * Chunk;
        var end = (nint)Math.Min(count, i + Chunk);
        Vector256<float> low = default, high = default;
        for (; i <= end - 8; i += 8)
        {
            var value = Vector256.Load(input + i);
            low = Vector256.ConditionalSelect(Vector256.LessThan(value, low), value, low);
            high = Vector256.ConditionalSelect(Vector256.GreaterThan(value, high), value, high);
        }
        float least = 0, most = 0;
        for (var lane = 0; lane < 8; lane++)
            (least, most) = (MathF.Min(least, low[lane]), MathF.Max(most, high[lane]));
        for (; i < end; i++)
        {
            least = input[i] < least ? input[i] : least;
            most = input[i] > most ? input[i] : most;
        }
        (found[2 * item], found[2 * item + 1]) = (least, most);
    }
}
