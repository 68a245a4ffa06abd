// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>A function of one fp32 vector.</summary>
internal interface IVectorFunction
{
    static abstract Vector256<float> Invoke(Vector256<float> x);
}

/// <summary>A function of one number.</summary>
internal interface IFunction<T>
{
    static abstract T Invoke(T x);
}

/// <summary>y = f(x). One item is one chunk; the tail runs through the same vector code, so a result does not depend on its position.</summary>
internal unsafe struct VectorMap<TFunction>(float* from, float* to, long count) : IParallelBody where TFunction : IVectorFunction
{
    public const int Chunk = 8192;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var first = (nint)item * Chunk;
        Apply(from + first, to + first, (int)Math.Min(Chunk, count - first));
    }

    public static void Apply(float* from, float* to, int count)
    {
        var i = 0;
        for (; i <= count - 8; i += 8)
            TFunction.Invoke(Vector256.Load(from + i)).Store(to + i);
        if (i == count)
            return;
        var tail = stackalloc float[8];
        for (var lane = 0; lane < 8; lane++)
            tail[lane] = i + lane < count ? from[i + lane] : 0;
        TFunction.Invoke(Vector256.Load(tail)).Store(tail);
        for (var lane = 0; i < count; i++, lane++)
            to[i] = tail[lane];
    }
}

/// <summary>y = f(x), one number at a time.</summary>
internal unsafe struct ScalarMap<T, TFunction>(T* from, T* to, long count) : IParallelBody
    where T : unmanaged where TFunction : IFunction<T>
{
    private const int Chunk = 8192;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var end = (nint)Math.Min(count, (item + 1L) * Chunk);
        for (var i = (nint)item * Chunk; i < end; i++)
            to[i] = TFunction.Invoke(from[i]);
    }
}
