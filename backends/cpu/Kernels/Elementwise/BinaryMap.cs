// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>A function of two numbers of one type, and of two vectors of those types that <see cref="HasVector"/> names.</summary>
internal interface IBinaryFunction
{
    static abstract T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T>;

    static virtual bool HasVector<T>() => false;

    static virtual Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) => throw new NotSupportedException();
}

/// <summary>A function of two elements whose types may differ.</summary>
internal interface IPairFunction<TLeft, TRight, TOut>
{
    static abstract TOut Invoke(TLeft a, TRight b);
}

/// <summary>How a broadcast is cut into items: runs of rows, or pieces of the only row.</summary>
internal static class Bands
{
    public static int Of(Broadcast broadcast)
    {
        if (broadcast.Rows == 0 || broadcast.Inner == 0)
            return 0;
        return broadcast.Rows == 1 ? Chunks.Of(broadcast.Inner) : (broadcast.Rows + RowsPerItem(broadcast) - 1) / RowsPerItem(broadcast);
    }

    public static (int First, int End) Rows(Broadcast broadcast, int item) => broadcast.Rows == 1
        ? (0, 1)
        : (item * RowsPerItem(broadcast), Math.Min(broadcast.Rows, (item + 1) * RowsPerItem(broadcast)));

    public static (int First, int Count) Columns(Broadcast broadcast, int item) => broadcast.Rows == 1
        ? (item * Chunks.Size, Math.Min(Chunks.Size, broadcast.Inner - item * Chunks.Size))
        : (0, broadcast.Inner);

    private static int RowsPerItem(Broadcast broadcast) => Math.Max(1, Chunks.Size / broadcast.Inner);
}

/// <summary>c = f(a, b) with broadcasting.</summary>
internal readonly unsafe struct BinaryMap<T, TFunction>(Broadcast broadcast, T* left, T* right, T* output) : IParallelBody
    where T : unmanaged, INumber<T>, IMinMaxValue<T> where TFunction : IBinaryFunction
{
    public int Items => Bands.Of(broadcast);

    public void Run(int item, int worker)
    {
        var (rows, columns) = (Bands.Rows(broadcast, item), Bands.Columns(broadcast, item));
        for (var row = rows.First; row < rows.End; row++)
        {
            var (leftOrigin, rightOrigin) = broadcast.Origin(row);
            Row(left + leftOrigin + columns.First * broadcast.LeftStep, right + rightOrigin + columns.First * broadcast.RightStep,
                output + (nint)row * broadcast.Inner + columns.First, columns.Count, broadcast.LeftStep, broadcast.RightStep);
        }
    }

    private static void Row(T* a, T* b, T* c, int count, int stepA, int stepB)
    {
        var i = 0;
        if (TFunction.HasVector<T>())
            for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
                TFunction.Invoke(
                    stepA == 0 ? new Vector<T>(*a) : Vector.Load(a + i),
                    stepB == 0 ? new Vector<T>(*b) : Vector.Load(b + i)).Store(c + i);
        for (; i < count; i++)
            c[i] = TFunction.Invoke(a[i * stepA], b[i * stepB]);
    }
}

/// <summary>c = f(a, b) with broadcasting, one pair at a time, from any two types to a third.</summary>
internal readonly unsafe struct PairMap<TLeft, TRight, TOut, TFunction>(Broadcast broadcast, TLeft* left, TRight* right, TOut* output) : IParallelBody
    where TLeft : unmanaged where TRight : unmanaged where TOut : unmanaged where TFunction : IPairFunction<TLeft, TRight, TOut>
{
    public int Items => Bands.Of(broadcast);

    public void Run(int item, int worker)
    {
        var (rows, columns) = (Bands.Rows(broadcast, item), Bands.Columns(broadcast, item));
        for (var row = rows.First; row < rows.End; row++)
        {
            var (leftOrigin, rightOrigin) = broadcast.Origin(row);
            var a = left + leftOrigin + columns.First * broadcast.LeftStep;
            var b = right + rightOrigin + columns.First * broadcast.RightStep;
            var c = output + (nint)row * broadcast.Inner + columns.First;
            for (var i = 0; i < columns.Count; i++, a += broadcast.LeftStep, b += broadcast.RightStep)
                c[i] = TFunction.Invoke(*a, *b);
        }
    }
}
