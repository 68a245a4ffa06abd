// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Reference.Numbers;

/// <summary>
/// Reduction modulo pi/2 for every finite argument: with pi/2 in four words below 2^20, with integers above. Source: Payne and Hanek,
/// SIGNUM Newsletter 18(1), 1983, for why 1024 + 256 bits suffice.
/// </summary>
internal static class ExtendedReduction
{
    private const int FractionBits = 1400;
    private const double Words = 1 << 20;
    private static readonly Lazy<BigInteger> HalfPi = new(() => 2 * (4 * InverseTangent(5) - InverseTangent(239)));

    /// <summary>The remainder in [-pi/4, pi/4] and the quadrant it was taken from, modulo 4.</summary>
    public static (DoubleDouble Remainder, int Quadrant) Reduce(DoubleDouble x)
    {
        if (Math.Abs(x.Hi) <= 0.785)
            return (x, 0);
        return Math.Abs(x.Hi) < Words ? ByWords(x) : ByIntegers(x);
    }

    private static (DoubleDouble Remainder, int Quadrant) ByWords(DoubleDouble x)
    {
        var k = Math.Round(x.Hi * (2 / Math.PI));
        Span<double> sum = stackalloc double[9];
        (sum[0], sum[1]) = (x.Hi, x.Lo);
        (sum[2], sum[3]) = ErrorFree.Product(-k, 1.5707963267948966);
        (sum[4], sum[5]) = ErrorFree.Product(-k, 6.123233995736766e-17);
        (sum[6], sum[7]) = ErrorFree.Product(-k, -1.4973849048591698e-33);
        sum[8] = -k * 5.562271104316826e-50;
        for (var pass = 0; pass < 5; pass++)
            for (var i = sum.Length - 1; i > 0; i--)
                (sum[i - 1], sum[i]) = ErrorFree.Sum(sum[i - 1], sum[i]);
        return (new DoubleDouble(sum[0]) + (new DoubleDouble(sum[1]) + sum[2]), (int)k & 3);
    }

    private static (DoubleDouble Remainder, int Quadrant) ByIntegers(DoubleDouble x)
    {
        var scaled = Fixed(x.Hi) + Fixed(x.Lo);
        var k = BigInteger.Divide(2 * scaled + scaled.Sign * HalfPi.Value, 2 * HalfPi.Value);
        return (Extended(scaled - k * HalfPi.Value), (int)(k & 3));
    }

    private static BigInteger Fixed(double value)
    {
        if (value == 0)
            return 0;
        var exponent = Math.ILogB(value) - 52;
        var significand = new BigInteger(Math.ScaleB(value, -exponent));
        var shift = exponent + FractionBits;
        return shift >= 0 ? significand << shift : significand >> -shift;
    }

    private static DoubleDouble Extended(BigInteger value)
    {
        var result = new DoubleDouble(0);
        for (var word = 0; word < 3 && !value.IsZero; word++)
        {
            var shift = Math.Max(0, (int)BigInteger.Abs(value).GetBitLength() - 53);
            var high = value >> shift;
            result += Math.ScaleB((double)(long)high, shift - FractionBits);
            value -= high << shift;
        }
        return result;
    }

    private static BigInteger InverseTangent(int inverse)
    {
        var term = (BigInteger.One << FractionBits) / inverse;
        var sum = term;
        for (var n = 3; !term.IsZero; n += 2)
        {
            term = -term / (inverse * inverse);
            sum += term / n;
        }
        return sum;
    }
}
