// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>The bit patterns of Inf and NaN.</summary>
internal static class FormatCodes
{
    public static ulong Infinity(int bits, int precision) => ((1ul << (bits - precision)) - 1) << (precision - 1);

    public static ulong NaN(Specials specials, int bits, int precision) => specials switch
    {
        Specials.Ieee => Infinity(bits, precision) | 1ul << (precision - 2),
        Specials.AllOnesNaN => (1ul << (bits - 1)) - 1,
        _ => 1ul << (bits - 1),
    };

    /// <summary>The magnitude of a code that is not a number of the format, or null.</summary>
    public static double? Special(Specials specials, int bits, int precision, bool negative, ulong magnitude) => specials switch
    {
        Specials.Ieee when magnitude == Infinity(bits, precision) => double.PositiveInfinity,
        Specials.Ieee when magnitude > Infinity(bits, precision) => double.NaN,
        Specials.AllOnesNaN when magnitude == (1ul << (bits - 1)) - 1 => double.NaN,
        Specials.UnsignedZero when negative && magnitude == 0 => double.NaN,
        _ => null,
    };
}
