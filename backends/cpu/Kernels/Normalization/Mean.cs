// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>Means over any axes. One item is a run of outputs.</summary>
internal unsafe struct Mean : IParallelBody
{
    public float* Input;
    public float* Output;

    /// <summary>First input element of each output.</summary>
    public int[] Origins;

    /// <summary>Elements of one mean relative to its origin.</summary>
    public int[] Offsets;

    /// <summary>The offsets are 0, 1, 2, ...</summary>
    public bool IsContiguous;

    private const int Chunk = 64;

    public readonly int Items => (Origins.Length + Chunk - 1) / Chunk;

    public readonly void Run(int item, int worker)
    {
        var end = Math.Min(Origins.Length, (item + 1) * Chunk);
        for (var output = item * Chunk; output < end; output++)
            Output[output] = Sum(Input + Origins[output]) / Offsets.Length;
    }

    private readonly float Sum(float* x)
    {
        if (IsContiguous)
            return Rows.Sum(x, Offsets.Length);
        return SumOf(x, Offsets);
    }

    private static float SumOf(float* x, ReadOnlySpan<int> offsets)
    {
        if (offsets.Length > 16)
            return SumOf(x, offsets[..(offsets.Length / 2)]) + SumOf(x, offsets[(offsets.Length / 2)..]);
        var sum = 0f;
        foreach (var offset in offsets)
            sum += x[offset];
        return sum;
    }
}
