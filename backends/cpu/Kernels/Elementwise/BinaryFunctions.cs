// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

internal readonly struct AddFunction : IBinaryFunction
{
    public static bool HasVector<T>() => true;

    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T> => unchecked(a + b);

    public static Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) => a + b;
}

internal readonly struct SubFunction : IBinaryFunction
{
    public static bool HasVector<T>() => true;

    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T> => unchecked(a - b);

    public static Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) => a - b;
}

internal readonly struct MulFunction : IBinaryFunction
{
    public static bool HasVector<T>() => true;

    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T> => unchecked(a * b);

    public static Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) => a * b;
}

/// <summary>Division. Integers truncate; a zero divisor gives 0 and the overflow of the least number by -1 wraps, where ONNX is silent.</summary>
internal readonly struct DivFunction : IBinaryFunction
{
    public static bool HasVector<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T>
    {
        if (!Integers<T>.Is)
            return a / b;
        if (T.IsZero(b))
            return T.Zero;
        return Integers<T>.IsMinusOne(b) ? unchecked(T.Zero - a) : a / b;
    }

    public static Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) => a / b;
}

/// <summary>The greater; NaN where either is NaN.</summary>
internal readonly struct MaxFunction : IBinaryFunction
{
    public static bool HasVector<T>() => true;

    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T> => T.Max(a, b);

    public static Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) => Vector.Max(a, b);
}

/// <summary>The lesser; NaN where either is NaN.</summary>
internal readonly struct MinFunction : IBinaryFunction
{
    public static bool HasVector<T>() => true;

    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T> => T.Min(a, b);

    public static Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) => Vector.Min(a, b);
}

/// <summary>The remainder with the sign of the dividend, as C's fmod. Integers modulo zero give 0, where ONNX is silent.</summary>
internal readonly struct RemainderFunction : IBinaryFunction
{
    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T> =>
        Integers<T>.Is && (T.IsZero(b) || Integers<T>.IsMinusOne(b)) ? T.Zero : a % b;
}

/// <summary>The remainder of integers with the sign of the divisor.</summary>
internal readonly struct ModulusFunction : IBinaryFunction
{
    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T>
    {
        var rest = RemainderFunction.Invoke(a, b);
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(b) ? rest + b : rest;
    }
}

/// <summary>a where it is not below zero, otherwise a b.</summary>
internal readonly struct SlopeFunction : IBinaryFunction
{
    public static T Invoke<T>(T a, T b) where T : INumber<T>, IMinMaxValue<T> => a < T.Zero ? unchecked(a * b) : a;
}

internal static class Integers<T> where T : INumber<T>, IMinMaxValue<T>
{
    public static bool Is => typeof(T) != typeof(float) && typeof(T) != typeof(double);

    public static bool IsMinusOne(T value) => T.IsNegative(T.MinValue) && value == -T.One;
}
