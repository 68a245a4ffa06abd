// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// A binary floating-point format: its numbers, how reals round to them, and their bits. Immutable and thread-safe. Every member value is
/// exactly a <c>double</c>. Source: IEEE 754-2019; OCP 8-bit Floating Point (E4M3, E5M2); arXiv 2206.02915 (FNUZ); OCP Microscaling (E2M1).
/// </summary>
public sealed class Format
{
    private readonly Specials _specials;
    private readonly int _exponentBits;
    private readonly double _subnormalShift;
    private readonly double _largestUlp;
    private readonly bool _isBinary32;

    internal Format(string name, int exponentBits, int precision, int minExponent, double largest, Specials specials)
    {
        (Name, Precision, MinExponent, Largest) = (name, precision, minExponent, largest);
        (_specials, _exponentBits) = (specials, exponentBits);
        UnitRoundoff = Math.ScaleB(1, -precision);
        SmallestNormal = Math.ScaleB(1, minExponent);
        SmallestSubnormal = Math.ScaleB(1, minExponent - precision + 1);
        _subnormalShift = precision == 53 ? 0 : 1.5 * Math.ScaleB(1, 52 + minExponent - precision + 1);
        _isBinary32 = precision == 24 && exponentBits == 8;
        _largestUlp = Math.ScaleB(1, Math.ILogB(largest) - precision + 1);
    }

    public string Name { get; }

    /// <summary>Significand bits, the hidden one included.</summary>
    public int Precision { get; }

    /// <summary>The smallest normal number is two to this power.</summary>
    public int MinExponent { get; }

    public double Largest { get; }

    /// <summary>Bits of one number, sign included.</summary>
    public int Bits => _exponentBits + Precision;

    public bool HasInfinity => _specials == Specials.Ieee;

    public bool HasNaN => _specials != Specials.None;

    public bool HasNegativeZero => _specials != Specials.UnsignedZero;

    /// <summary>Half the distance of 1 to the next number: the relative error of one rounding to nearest.</summary>
    public double UnitRoundoff { get; }

    public double SmallestNormal { get; }

    public double SmallestSubnormal { get; }

    /// <summary>The distance between neighbours at the magnitude of <paramref name="value"/>; the subnormal spacing below the normal range, infinity for NaN.</summary>
    public double Ulp(double value)
    {
        var magnitude = Math.Abs(value);
        if (magnitude < SmallestNormal)
            return SmallestSubnormal;
        if (!(magnitude <= Largest))
            return double.IsNaN(magnitude) ? double.PositiveInfinity : _largestUlp;
        var biased = (BitConverter.DoubleToInt64Bits(magnitude) >> 52) - (Precision - 1);
        return biased > 0 ? BitConverter.Int64BitsToDouble(biased << 52) : Math.ScaleB(1, (int)biased - 1023);
    }

    /// <summary>
    /// The number that <paramref name="value"/> rounds to, in one correct rounding. Beyond <see cref="Largest"/>: the largest number when
    /// <paramref name="saturate"/>, otherwise Inf, or NaN in a format without Inf, or the largest number in a format without either.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Round(double value, Rounding rounding = Rounding.NearestEven, bool saturate = false) =>
        _isBinary32 && rounding == Rounding.NearestEven && !saturate && !double.IsNaN(value) ? (float)value : RoundAny(value, rounding, saturate);

    /// <summary>Rounds the exact sum of the two words once.</summary>
    public double Round(Real value, Rounding rounding = Rounding.NearestEven, bool saturate = false) =>
        Round(Precision == 53 ? value.Hi : RoundToOdd(value), rounding, saturate);

    /// <summary>True for numbers of the format, Inf and NaN included where it has them.</summary>
    public bool Represents(double value) => Round(value).Equals(value);

    /// <summary>The bits of <paramref name="value"/>, rounded to nearest even; NaN becomes the quiet NaN.</summary>
    public ulong Encode(double value, bool saturate = false)
    {
        var number = Round(value, Rounding.NearestEven, saturate);
        var sign = double.IsNegative(number) ? 1ul << (Bits - 1) : 0;
        if (double.IsNaN(number))
            return FormatCodes.NaN(_specials, Bits, Precision);
        var magnitude = Math.Abs(number);
        if (double.IsInfinity(magnitude))
            return sign | FormatCodes.Infinity(Bits, Precision);
        if (magnitude < SmallestNormal)
            return sign | (ulong)(magnitude / SmallestSubnormal);
        var exponent = Math.ILogB(magnitude);
        var fraction = (ulong)Math.ScaleB(magnitude, Precision - 1 - exponent) - (1ul << (Precision - 1));
        return sign | ((ulong)(exponent - MinExponent + 1) << (Precision - 1)) | fraction;
    }

    /// <summary>The number that the low <see cref="Bits"/> bits stand for.</summary>
    public double Decode(ulong bits)
    {
        var negative = (bits >> (Bits - 1) & 1) != 0;
        var magnitude = bits & ((1ul << (Bits - 1)) - 1);
        if (FormatCodes.Special(_specials, Bits, Precision, negative, magnitude) is { } special)
            return negative ? -special : special;
        var fraction = magnitude & ((1ul << (Precision - 1)) - 1);
        var biased = (int)(magnitude >> (Precision - 1));
        var value = biased == 0
            ? fraction * SmallestSubnormal
            : Math.ScaleB(fraction + (1ul << (Precision - 1)), biased - 1 + MinExponent - Precision + 1);
        return negative ? -value : value;
    }

    public override string ToString() => Name;

    private double Undefined => HasNaN ? double.NaN : Largest;

    private double Overflowed(double value, bool saturate) =>
        saturate || !HasNaN ? Math.CopySign(Largest, value) : HasInfinity ? Math.CopySign(double.PositiveInfinity, value) : double.NaN;

    private double RoundAny(double value, Rounding rounding, bool saturate)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? Undefined : Overflowed(value, saturate);
        var result = Precision == 53 ? value
            : Math.Abs(value) < SmallestNormal ? RoundSubnormal(value, rounding) : RoundNormal(value, rounding);
        if (Math.Abs(result) > Largest)
            return rounding == Rounding.TowardZero ? Math.CopySign(Largest, value) : Overflowed(value, saturate);
        return result == 0 && !HasNegativeZero ? 0 : result;
    }

    private double RoundNormal(double value, Rounding rounding)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var drop = 53 - Precision;
        var half = 1L << (drop - 1);
        bits += rounding switch
        {
            Rounding.TowardZero => 0,
            Rounding.NearestAway => half,
            _ => half - 1 + (bits >> drop & 1),
        };
        return BitConverter.Int64BitsToDouble(bits & -(1L << drop));
    }

    private double RoundSubnormal(double value, Rounding rounding)
    {
        if (rounding is Rounding.TowardZero or Rounding.NearestAway)
        {
            var mode = rounding == Rounding.TowardZero ? MidpointRounding.ToZero : MidpointRounding.AwayFromZero;
            return Math.CopySign(Math.Round(value / SmallestSubnormal, mode) * SmallestSubnormal, value);
        }
        return Math.CopySign(value + _subnormalShift - _subnormalShift, value);
    }

    private static double RoundToOdd(Real value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value.Hi);
        if (value.Lo == 0 || !double.IsFinite(value.Lo) || (bits & 1) != 0 || value.Hi == 0)
            return value.Hi;
        return BitConverter.Int64BitsToDouble(double.IsNegative(value.Lo) == double.IsNegative(value.Hi) ? bits + 1 : bits - 1);
    }
}
