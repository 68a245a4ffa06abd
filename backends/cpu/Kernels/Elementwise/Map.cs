// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>A function of one number.</summary>
internal interface IFunction<TFrom, TTo>
{
    TTo Invoke(TFrom x);
}

/// <summary>A function of a real number, in fp32 vectors and in fp64. Its fields are the attributes.</summary>
internal interface IVectorFunction : IFunction<double, double>
{
    Vector256<float> Invoke(Vector256<float> x);
}

/// <summary>A function of a number of any type, and of vectors where <see cref="HasVector"/>.</summary>
internal interface INumberFunction
{
    static abstract T Invoke<T>(T x) where T : INumber<T>;

    static virtual bool HasVector => false;

    static virtual Vector<T> Invoke<T>(Vector<T> x) => throw new NotSupportedException();
}

/// <summary>Elements cut into items of one chunk.</summary>
internal static class Chunks
{
    public const int Size = 8192;

    public static int Of(long count) => checked((int)((count + Size - 1) / Size));

    public static (nint First, nint End) Range(int item, long count) => ((nint)item * Size, (nint)Math.Min(count, (item + 1L) * Size));
}

/// <summary>y = f(x). The tail runs through the same vector code, so a result does not depend on its position.</summary>
internal unsafe struct VectorMap<TFunction>(float* from, float* to, long count, TFunction function = default) : IParallelBody
    where TFunction : struct, IVectorFunction
{
    public readonly int Items => Chunks.Of(count);

    public readonly void Run(int item, int worker)
    {
        var (first, end) = Chunks.Range(item, count);
        Apply(from + first, to + first, (int)(end - first), function);
    }

    public static void Apply(float* from, float* to, int count, TFunction function = default)
    {
        var i = 0;
        for (; i <= count - 8; i += 8)
            function.Invoke(Vector256.Load(from + i)).Store(to + i);
        if (i == count)
            return;
        var tail = stackalloc float[8];
        for (var lane = 0; lane < 8; lane++)
            tail[lane] = i + lane < count ? from[i + lane] : 0;
        function.Invoke(Vector256.Load(tail)).Store(tail);
        for (var lane = 0; i < count; i++, lane++)
            to[i] = tail[lane];
    }
}

/// <summary>y = f(x), one number at a time.</summary>
internal unsafe struct ScalarMap<TFrom, TTo, TFunction>(TFrom* from, TTo* to, long count, TFunction function = default) : IParallelBody
    where TFrom : unmanaged where TTo : unmanaged where TFunction : struct, IFunction<TFrom, TTo>
{
    public readonly int Items => Chunks.Of(count);

    public readonly void Run(int item, int worker)
    {
        var (first, end) = Chunks.Range(item, count);
        for (var i = first; i < end; i++)
            to[i] = function.Invoke(from[i]);
    }
}

/// <summary>y = f(x) for numbers of any type.</summary>
internal unsafe struct NumberMap<T, TFunction>(T* from, T* to, long count) : IParallelBody
    where T : unmanaged, INumber<T> where TFunction : INumberFunction
{
    public readonly int Items => Chunks.Of(count);

    public readonly void Run(int item, int worker)
    {
        var (i, end) = Chunks.Range(item, count);
        if (TFunction.HasVector)
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
                TFunction.Invoke(Vector.Load(from + i)).Store(to + i);
        for (; i < end; i++)
            to[i] = TFunction.Invoke(from[i]);
    }
}
