// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>Functions of fp64 that the runtime lacks, each within 4 ulp or an ulp of 1.</summary>
internal static class RealMath
{
    /// <summary>Chebyshev coefficients of erfc(z) e^(z z) / t in t = 1 / (1 + z / 2), for z from 1 to 28.</summary>
    private static readonly double[] Tail =
    [
        0.45029476955035563, 0.16833761823430046, 0.02150073291115895, 0.0013444073337119636, -8.208024319559963e-05, -2.0684032934145737e-05,
        2.775013331086568e-07, 3.3210900926980893e-07, -3.079151677988718e-09, -6.391770633532803e-09, 2.194479877313424e-10,
        1.356011860298904e-10, -1.1981874643988504e-11, -2.704106184934439e-12, 5.133365461016584e-13, 3.346554890802252e-14,
        -1.8006701692226698e-14, 7.95025266735529e-16, 4.786924610652062e-16, -8.192701315898519e-17, -5.799662590069771e-18,
        3.5965811866352155e-18,
    ];

    /// <summary>Coefficients of erf(z) / z in z z: 2 / sqrt(pi) (-1)^n / (n! (2n + 1)).</summary>
    private static readonly double[] Series = [.. Enumerable.Range(0, 20).Select(Coefficient)];

    public static double Erf(double x)
    {
        var z = Math.Abs(x);
        return z < 1 ? ErfOfSmall(x) : Math.CopySign(1 - ErfcOfLarge(z), x);
    }

    /// <summary>The normal distribution (1 + erf(x / sqrt 2)) / 2, without cancellation for negative x.</summary>
    public static double Normal(double x)
    {
        var scaled = x * 0.70710678118654752;
        if (Math.Abs(scaled) < 1)
            return 0.5 + 0.5 * ErfOfSmall(scaled);
        var tail = 0.5 * ErfcOfLarge(Math.Abs(scaled));
        return x < 0 ? tail : 1 - tail;
    }

    public static double Sigmoid(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>e^x - 1 without cancellation.</summary>
    public static double ExpM1(double x)
    {
        var e = Math.Exp(x);
        if (e == 1)
            return x;
        return Math.Abs(x) > 1 ? e - 1 : (e - 1) * x / Math.Log(e);
    }

    /// <summary>ln(1 + x) without cancellation, for x from 0 on.</summary>
    public static double LogP1(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    private static double ErfOfSmall(double x)
    {
        var square = x * x;
        var sum = 0.0;
        for (var i = Series.Length - 1; i >= 0; i--)
            sum = sum * square + Series[i];
        return sum * x;
    }

    private static double ErfcOfLarge(double z)
    {
        if (z > 27.5)
            return 0;
        var t = 1 / (1 + 0.5 * z);
        const double First = 1.0 / 15, Last = 2.0 / 3;
        var x = (2 * t - First - Last) / (Last - First);
        double next = 0, afterNext = 0;
        for (var i = Tail.Length - 1; i > 0; i--)
            (next, afterNext) = (2 * x * next - afterNext + Tail[i], next);
        var square = z * z;
        var rest = Math.FusedMultiplyAdd(z, z, -square);
        return t * (x * next - afterNext + Tail[0]) * (Math.Exp(-square) * (1 - rest));
    }

    private static double Coefficient(int n)
    {
        var factorial = Enumerable.Range(1, n).Aggregate(1.0, (product, i) => product * i);
        return (n % 2 == 0 ? 1 : -1) * 1.1283791670955126 / (factorial * (2 * n + 1));
    }
}
