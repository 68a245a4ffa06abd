// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>A function of two numbers, and of two vectors where <see cref="HasVector"/>.</summary>
internal interface IBinaryFunction<T>
{
    static abstract bool HasVector { get; }

    static abstract T Invoke(T a, T b);

    static abstract Vector<T> Invoke(Vector<T> a, Vector<T> b);
}

/// <summary>c = f(a, b) with broadcasting. One item is a run of rows, or a piece of the only row.</summary>
internal readonly unsafe struct BinaryMap<T, TFunction>(Broadcast broadcast, T* left, T* right, T* output) : IParallelBody
    where T : unmanaged where TFunction : IBinaryFunction<T>
{
    private const int Chunk = 8192;

    public int Items
    {
        get
        {
            if (broadcast.Rows == 0 || broadcast.Inner == 0)
                return 0;
            return broadcast.Rows == 1 ? Pieces(broadcast.Inner) : Pieces(broadcast.Rows, RowsPerItem(broadcast.Inner));
        }
    }

    public void Run(int item, int worker)
    {
        if (broadcast.Rows == 1)
        {
            var first = item * Chunk;
            Row(left + first * broadcast.LeftStep, right + first * broadcast.RightStep, output + first,
                Math.Min(Chunk, broadcast.Inner - first), broadcast.LeftStep, broadcast.RightStep);
            return;
        }
        var perItem = RowsPerItem(broadcast.Inner);
        var end = Math.Min(broadcast.Rows, (item + 1) * perItem);
        for (var row = item * perItem; row < end; row++)
        {
            var (leftOrigin, rightOrigin) = broadcast.Origin(row);
            Row(left + leftOrigin, right + rightOrigin, output + (nint)row * broadcast.Inner, broadcast.Inner, broadcast.LeftStep, broadcast.RightStep);
        }
    }

    private static int Pieces(int extent, int size = Chunk) => (extent + size - 1) / size;

    private static int RowsPerItem(int inner) => Math.Max(1, Chunk / inner);

    private static void Row(T* a, T* b, T* c, int count, int stepA, int stepB)
    {
        var i = 0;
        if (TFunction.HasVector)
            for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
                TFunction.Invoke(
                    stepA == 0 ? new Vector<T>(*a) : Vector.Load(a + i),
                    stepB == 0 ? new Vector<T>(*b) : Vector.Load(b + i)).Store(c + i);
        for (; i < count; i++)
            c[i] = TFunction.Invoke(a[i * stepA], b[i * stepB]);
    }
}

internal readonly struct AddFunction<T> : IBinaryFunction<T> where T : INumber<T>
{
    public static bool HasVector => true;

    public static T Invoke(T a, T b) => unchecked(a + b);

    public static Vector<T> Invoke(Vector<T> a, Vector<T> b) => a + b;
}

internal readonly struct SubFunction<T> : IBinaryFunction<T> where T : INumber<T>
{
    public static bool HasVector => true;

    public static T Invoke(T a, T b) => unchecked(a - b);

    public static Vector<T> Invoke(Vector<T> a, Vector<T> b) => a - b;
}

internal readonly struct MulFunction<T> : IBinaryFunction<T> where T : INumber<T>
{
    public static bool HasVector => true;

    public static T Invoke(T a, T b) => unchecked(a * b);

    public static Vector<T> Invoke(Vector<T> a, Vector<T> b) => a * b;
}

/// <summary>Division. Integers truncate; a zero divisor gives 0 and the overflow of the least number by -1 wraps, where ONNX is silent.</summary>
internal readonly struct DivFunction<T> : IBinaryFunction<T> where T : INumber<T>
{
    private static readonly bool IsInteger = T.IsInteger(T.One / (T.One + T.One));

    public static bool HasVector => !IsInteger;

    public static T Invoke(T a, T b)
    {
        if (!IsInteger)
            return a / b;
        if (T.IsZero(b))
            return T.Zero;
        return b == T.Zero - T.One && T.IsNegative(b) ? unchecked(T.Zero - a) : a / b;
    }

    public static Vector<T> Invoke(Vector<T> a, Vector<T> b) => a / b;
}
