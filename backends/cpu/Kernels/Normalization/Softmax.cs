// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>
/// e^(x - max) / sum along an axis. One item is a run of rows; a row whose elements lie <see cref="Inner"/> apart is gathered into scratch.
/// </summary>
internal unsafe struct Softmax : IParallelBody
{
    public float* Input;
    public float* Output;

    /// <summary>Elements of the axis.</summary>
    public int Count;

    /// <summary>Product of the dims behind the axis.</summary>
    public int Inner;

    public int RowCount;

    /// <summary><see cref="Count"/> floats for each worker; only for an inner extent above 1.</summary>
    public float* Scratch;

    private readonly int RowsPerItem => Math.Max(1, 4096 / Math.Max(1, Count));

    public readonly int Items => (RowCount + RowsPerItem - 1) / RowsPerItem;

    public readonly void Run(int item, int worker)
    {
        var end = Math.Min(RowCount, (item + 1) * RowsPerItem);
        for (var row = item * RowsPerItem; row < end; row++)
        {
            var origin = (nint)(row / Inner) * Count * Inner + row % Inner;
            if (Inner == 1)
            {
                Row(Input + origin, Output + origin, Count);
                continue;
            }
            var line = Scratch + (nint)worker * Count;
            for (nint i = 0; i < Count; i++)
                line[i] = Input[origin + i * Inner];
            Row(line, line, Count);
            for (nint i = 0; i < Count; i++)
                Output[origin + i * Inner] = line[i];
        }
    }

    private static void Row(float* x, float* y, int count)
    {
        var max = Rows.Max(x, count);
        var sums = Vector256<float>.Zero;
        var i = 0;
        for (; i <= count - 8; i += 8)
        {
            var e = VectorMath.Exp(Vector256.Load(x + i) - Vector256.Create(max));
            sums += e;
            e.Store(y + i);
        }
        var sum = Simd.Sum(sums);
        if (i < count)
        {
            var tail = stackalloc float[8];
            for (var lane = 0; lane < 8; lane++)
                tail[lane] = i + lane < count ? x[i + lane] - max : 0;
            VectorMath.Exp(Vector256.Load(tail)).Store(tail);
            for (var lane = 0; i + lane < count; lane++)
            {
                y[i + lane] = tail[lane];
                sum += tail[lane];
            }
        }
        var inverse = 1 / sum;
        for (i = 0; i <= count - 8; i += 8)
            (Vector256.Load(y + i) * inverse).Store(y + i);
        for (; i < count; i++)
            y[i] *= inverse;
    }
}
