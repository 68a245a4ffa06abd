// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// The sign that a result has in every legal implementation, zero or not, as far as there is one. It is fixed by one IEEE 754 operation on
/// inputs (6.3: negate, abs, +, -, *, /, square root, roundToIntegral, conversion), and by choosing one of unlike inputs. What a second
/// step makes of a rounded result, any sum of a list, the choice between two zeros, a comparison and a function without a rounding of its
/// own fix none: there the formula of the specification is one about reals, which have one zero.
/// </summary>
public readonly struct ZeroSign : INumber<ZeroSign>
{
    private readonly double _value;
    private readonly Origin _origin;

    private ZeroSign(double value, Origin origin) => (_value, _origin) = (value, double.IsNaN(value) ? Origin.Open : origin);

    private enum Origin : byte
    {
        /// <summary>No sign is fixed.</summary>
        Open,

        /// <summary>One operation on inputs: its sign is fixed, its value is rounded.</summary>
        Step,

        /// <summary>An input.</summary>
        Given,
    }

    /// <summary>-1 or 1 where the sign is fixed, otherwise 0.</summary>
    public int Sign => _origin == Origin.Open ? 0 : double.IsNegative(_value) ? -1 : 1;

    public static ZeroSign Input(double element, DType type) => new(element, Origin.Given);

    /// <summary>A literal is the formula's, which may stand in it for the start of a sum.</summary>
    public static ZeroSign Exact(double literal) => new(literal, Origin.Open);

    public static ZeroSign Constant(Real value) => new(value.Hi, Origin.Open);

    public static ZeroSign operator +(ZeroSign left, ZeroSign right) => Step(left._value + right._value, left, right);

    public static ZeroSign operator -(ZeroSign left, ZeroSign right) => Step(left._value - right._value, left, right);

    public static ZeroSign operator *(ZeroSign left, ZeroSign right) => Step(left._value * right._value, left, right);

    public static ZeroSign operator /(ZeroSign left, ZeroSign right) => Step(left._value / right._value, left, right);

    public static ZeroSign operator -(ZeroSign value) => new(-value._value, value._origin);

    public static ZeroSign Max(ZeroSign left, ZeroSign right) => Choice(Math.Max(left._value, right._value), left, right);

    public static ZeroSign Min(ZeroSign left, ZeroSign right) => Choice(Math.Min(left._value, right._value), left, right);

    public static ZeroSign Abs(ZeroSign value) => new(Math.Abs(value._value), value._origin);

    public static ZeroSign Apply(Function function, ZeroSign argument) =>
        new(FunctionTable.Value(function, argument._value), FunctionTable.IsOneRounding(function) && argument._origin == Origin.Given ? Origin.Step : Origin.Open);

    public static ZeroSign Pow(ZeroSign @base, ZeroSign exponent) => new(Math.Pow(@base._value, exponent._value), Origin.Open);

    public static ZeroSign Sum(Strided<ZeroSign> terms)
    {
        var sum = 0.0;
        for (var i = 0; i < terms.Count; i++)
            sum += terms[i]._value;
        return new(sum, Origin.Open);
    }

    public static ZeroSign Dot(Strided<ZeroSign> left, Strided<ZeroSign> right, ZeroSign initial)
    {
        var sum = initial._value;
        for (var i = 0; i < left.Count; i++)
            sum += left[i]._value * right[i]._value;
        return new(sum, Origin.Open);
    }

    public static ZeroSign Round(ZeroSign value, DType to) => new(Formats.Of(to).Round(value._value), value._origin);

    public static ZeroSign RoundToInteger(ZeroSign value, Ties ties) =>
        new(Math.CopySign(Integers.Round(value._value, ties), value._value), value._origin == Origin.Given ? Origin.Step : Origin.Open);

    public static ZeroSign IfLess(ZeroSign left, ZeroSign right, ZeroSign yes, ZeroSign no) =>
        new(left._value < right._value ? yes._value : no._value, Origin.Open);

    private static ZeroSign Step(double value, ZeroSign left, ZeroSign right) =>
        new(value, left._origin == Origin.Given && right._origin == Origin.Given ? Origin.Step : Origin.Open);

    /// <summary>The chosen operand; open where unlike zeros meet, or the choice hangs on a rounded value.</summary>
    private static ZeroSign Choice(double chosen, ZeroSign left, ZeroSign right)
    {
        if (left._value == right._value)
            return new(chosen, double.IsNegative(left._value) == double.IsNegative(right._value) ? (Origin)Math.Min((byte)left._origin, (byte)right._origin) : Origin.Open);
        return chosen == left._value ? new(chosen, left._origin) : new(chosen, right._origin);
    }
}
