// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>Constants to double-double precision or beyond, and the coefficients of Taylor series.</summary>
internal static class ExtendedConstants
{
    public static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    public const double Ln2Third = 5.707708438416212e-34;
    public static readonly DoubleDouble Pi = new(3.141592653589793, 1.2246467991473532e-16);
    public static readonly DoubleDouble HalfPi = new(1.5707963267948966, 6.123233995736766e-17);
    public static readonly DoubleDouble TwoOverSqrtPi = new(1.1283791670955126, 1.533545961316588e-17);

    /// <summary>1/n!.</summary>
    public static readonly DoubleDouble[] InverseFactorial = Factorials();

    /// <summary>1/(2n+1).</summary>
    public static readonly DoubleDouble[] InverseOdd = [.. Enumerable.Range(0, 24).Select(n => (DoubleDouble)1 / (2.0 * n + 1))];

    private static DoubleDouble[] Factorials()
    {
        var result = new DoubleDouble[34];
        var factorial = (DoubleDouble)1;
        for (var n = 0; n < result.Length; n++)
        {
            factorial = n == 0 ? factorial : factorial * n;
            result[n] = 1 / factorial;
        }
        return result;
    }
}
