// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tengen.Reference.Numbers;

/// <summary>
/// Whether every partial sum in every order is exact: all terms are multiples of one power of two, and the sum of their magnitudes fits the
/// significand when counted in it. The scan ends at the first term that is too fine, and stays
/// out of the loops that add.
/// </summary>
internal static class ExactSum
{
    private const int MantissaBits = 52;

    /// <param name="terms">Without errors.</param>
    /// <param name="magnitude">The sum of their magnitudes.</param>
    /// <param name="format">Of the partial sums.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Holds<T>(Strided<T> terms, double magnitude, Format format) where T : unmanaged, IEnclosed<T>
    {
        var fits = magnitude <= format.Largest;
        for (var i = 0; fits && i < terms.Count; i++)
            fits = Fits(LowestBit(T.Enclosure(terms[i]).Value), magnitude, format);
        return fits;
    }

    /// <param name="left">Factors without errors.</param>
    /// <param name="right">The other factors.</param>
    /// <param name="initial">A further term.</param>
    /// <param name="magnitude">The sum of the terms' magnitudes.</param>
    /// <param name="format">Of the partial sums.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Holds<T>(Strided<T> left, Strided<T> right, double initial, double magnitude, Format format) where T : unmanaged, IEnclosed<T>
    {
        var fits = magnitude <= format.Largest && Fits(LowestBit(initial), magnitude, format);
        for (var i = 0; fits && i < left.Count; i++)
            fits = Fits(LowestBit(T.Enclosure(left[i]).Value) * LowestBit(T.Enclosure(right[i]).Value), magnitude, format);
        return fits;
    }

    /// <summary>The largest power of two that divides <paramref name="x"/>; infinity for zero.</summary>
    public static double LowestBit(double x)
    {
        if (x == 0)
            return double.PositiveInfinity;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        var exponent = (int)(bits >> MantissaBits & 0x7ff);
        mantissa |= exponent == 0 ? 0 : 1L << MantissaBits;
        var lowest = Math.Max(exponent, 1) - MantissaBits + BitOperations.TrailingZeroCount(mantissa);
        return lowest > 0 ? BitConverter.Int64BitsToDouble((long)lowest << MantissaBits) : Math.ScaleB(1, lowest - 1023);
    }

    private static bool Fits(double unit, double magnitude, Format format) => unit >= format.SmallestSubnormal && magnitude <= unit / format.UnitRoundoff;
}
