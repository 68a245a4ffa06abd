// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

internal readonly struct IsNaNFunction : IFunction<double, bool>
{
    public bool Invoke(double x) => double.IsNaN(x);
}

internal readonly struct IsInfFunction(bool positive, bool negative) : IFunction<double, bool>
{
    public bool Invoke(double x) => (positive && double.IsPositiveInfinity(x)) || (negative && double.IsNegativeInfinity(x));
}

/// <summary>A relation of two numbers of one type; NaN stands in none.</summary>
internal interface IRelation
{
    static abstract bool Holds<T>(T a, T b) where T : INumber<T>;
}

/// <summary>A relation as a function to bool.</summary>
internal readonly struct Relate<T, TRelation> : IPairFunction<T, T, bool> where T : INumber<T> where TRelation : IRelation
{
    public static bool Invoke(T a, T b) => TRelation.Holds(a, b);
}

internal readonly struct EqualRelation : IRelation
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a == b;
}

internal readonly struct GreaterRelation : IRelation
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a > b;
}

internal readonly struct LessRelation : IRelation
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a < b;
}

internal readonly struct GreaterOrEqualRelation : IRelation
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a >= b;
}

internal readonly struct LessOrEqualRelation : IRelation
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a <= b;
}
