// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// The vocabulary of a reference kernel. A kernel is written once, generic over the number system, and run in <c>double</c>,
/// <c>DoubleDouble</c>, <c>Tape</c>, <c>ErrBound</c>, <c>Sim</c>, <c>Count</c>, <c>Steps</c> and <c>Taint</c>. There is no accessor for the value: a kernel that
/// could read it would leak the reference into the bound. Index arithmetic and integer tensors are C# integers, never a number system.
/// </summary>
public interface INumber<T> where T : unmanaged, INumber<T>
{
    /// <summary>An exact element of an input tensor; a declared input demotion is charged here.</summary>
    static abstract T Input(double element, DType type);

    /// <summary>A literal that every implementation holds exactly (0, 1, 0.5, a count).</summary>
    static abstract T Exact(double literal);

    /// <summary>A real constant (sqrt 2, ln 2), which an implementation may hold rounded.</summary>
    static abstract T Constant(Real value);

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    static abstract T operator -(T value);

    /// <summary>IEEE 754-2019 maximum: NaN if either is NaN, +0 above -0.</summary>
    static abstract T Max(T left, T right);

    /// <summary>IEEE 754-2019 minimum.</summary>
    static abstract T Min(T left, T right);

    static abstract T Abs(T value);

    /// <summary>A function from the one table of functions.</summary>
    static abstract T Apply(Function function, T argument);

    static abstract T Pow(T @base, T exponent);

    /// <summary>The sum of the terms in any order that the declared numerics allow.</summary>
    static abstract T Sum(Strided<T> terms);

    /// <summary><paramref name="initial"/> + the sum of the products, in any declared order, fused or not.</summary>
    static abstract T Dot(Strided<T> left, Strided<T> right, T initial);

    /// <summary>A rounding that the specification prescribes.</summary>
    static abstract T Round(T value, DType to);

    static abstract T RoundToInteger(T value, Ties ties);

    /// <summary>
    /// <paramref name="yes"/> where left is less than right, otherwise <paramref name="no"/>, which NaN takes too; where either may be, a
    /// result that covers both.
    /// </summary>
    static abstract T IfLess(T left, T right, T yes, T no);
}
