// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

internal readonly struct SumFold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Join<T>(T a, T b) where T : INumber<T> => unchecked(a + b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => a + b;
}

internal readonly struct MeanFold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Join<T>(T a, T b) where T : INumber<T> => unchecked(a + b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => a + b;

    public static T Finish<T>(T total, long count) where T : INumber<T> => total / T.CreateTruncating(count);
}

internal readonly struct SumSquareFold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Join<T>(T a, T b) where T : INumber<T> => unchecked(a + b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => a + b;

    public static T Map<T>(T x) where T : INumber<T> => unchecked(x * x);

    public static Vector<T> Map<T>(Vector<T> x) => x * x;
}

internal readonly struct L1Fold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Join<T>(T a, T b) where T : INumber<T> => unchecked(a + b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => a + b;

    public static T Map<T>(T x) where T : INumber<T> => AbsFunction.Invoke(x);

    public static Vector<T> Map<T>(Vector<T> x) => Vector.Abs(x);
}

internal readonly struct L2Fold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Join<T>(T a, T b) where T : INumber<T> => unchecked(a + b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => a + b;

    public static T Map<T>(T x) where T : INumber<T> => unchecked(x * x);

    public static Vector<T> Map<T>(Vector<T> x) => x * x;

    public static T Finish<T>(T total, long count) where T : INumber<T> => T.CreateTruncating(Math.Sqrt(double.CreateTruncating(total)));
}

internal readonly struct LogSumFold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Join<T>(T a, T b) where T : INumber<T> => unchecked(a + b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => a + b;

    public static T Finish<T>(T total, long count) where T : INumber<T> => T.CreateTruncating(Math.Log(double.CreateTruncating(total)));
}

internal readonly struct ProductFold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => T.One;

    public static T Join<T>(T a, T b) where T : INumber<T> => unchecked(a * b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => a * b;
}

/// <summary>NaN wins; none gives -Inf, or the least integer.</summary>
internal readonly struct MaxFold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => Integers<T>.Is ? T.MinValue : -T.One / T.Zero;

    public static T Join<T>(T a, T b) where T : INumber<T> => T.Max(a, b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => Vector.Max(a, b);
}

/// <summary>NaN wins; none gives +Inf, or the greatest integer.</summary>
internal readonly struct MinFold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => Integers<T>.Is ? T.MaxValue : T.One / T.Zero;

    public static T Join<T>(T a, T b) where T : INumber<T> => T.Min(a, b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => Vector.Min(a, b);
}

/// <summary>The least of bools; none gives true.</summary>
internal readonly struct AllFold : IFold
{
    public static T Start<T>() where T : INumber<T>, IMinMaxValue<T> => T.One;

    public static T Join<T>(T a, T b) where T : INumber<T> => T.Min(a, b);

    public static Vector<T> Join<T>(Vector<T> a, Vector<T> b) => Vector.Min(a, b);
}
