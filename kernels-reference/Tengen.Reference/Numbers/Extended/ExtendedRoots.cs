// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>Square roots of double-double numbers: one Newton step from binary64, scaled so that no intermediate leaves its range.</summary>
internal static class ExtendedRoots
{
    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        if (!(x.Hi > 0) || double.IsInfinity(x.Hi))
            return new(Math.Sqrt(x.Hi));
        var half = Math.ILogB(x.Hi) / 2;
        var scaled = x.Scale(-2 * half);
        var root = (DoubleDouble)Math.Sqrt(scaled.Hi);
        var once = root + (scaled - root * root) / (root * 2);
        return once.Scale(half);
    }

    public static DoubleDouble ReciprocalSqrt(DoubleDouble x)
    {
        if (!(x.Hi > 0) || double.IsInfinity(x.Hi))
            return new(1 / Math.Sqrt(x.Hi));
        var half = Math.ILogB(x.Hi) / 2;
        return (1 / Sqrt(x.Scale(-2 * half))).Scale(-half);
    }
}
