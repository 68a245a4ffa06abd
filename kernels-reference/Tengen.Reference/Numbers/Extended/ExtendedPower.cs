// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>Powers of double-double numbers; special values as IEEE 754-2019 pow.</summary>
internal static class ExtendedPower
{
    public static DoubleDouble Pow(DoubleDouble x, DoubleDouble y)
    {
        var nearest = Math.Pow(x.Hi, y.Hi);
        if (!double.IsFinite(x.Hi) || !double.IsFinite(y.Hi) || x.Hi == 0 || y.Hi == 0 || double.IsNaN(nearest))
            return new(nearest);
        if (y == 1)
            return x;
        if (y == 2)
            return x * x;
        var magnitude = ExtendedExponential.Exp(y * ExtendedExponential.Log(DoubleDouble.Abs(x)));
        return nearest < 0 || double.IsNegative(nearest) ? -magnitude : magnitude;
    }
}
