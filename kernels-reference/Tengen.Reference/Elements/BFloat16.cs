// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Elements;

/// <summary>Conversion to bfloat16: the upper half of a binary32.</summary>
internal static class BFloat16
{
    /// <summary>The bits nearest to <paramref name="value"/>, ties to even, in one rounding.</summary>
    public static ushort Round(double value)
    {
        if (double.IsNaN(value))
            return (ushort)(double.IsNegative(value) ? 0xffc0 : 0x7fc0);
        var magnitude = Math.Abs(value);
        var exponent = magnitude == 0 ? -126 : Math.Max(Math.ILogB(magnitude), -126);
        var rounded = double.IsInfinity(magnitude) || exponent > 127
            ? double.PositiveInfinity
            : Math.ScaleB(Math.Round(Math.ScaleB(magnitude, 7 - exponent), MidpointRounding.ToEven), exponent - 7);
        var bits = BitConverter.SingleToUInt32Bits((float)rounded) >> 16;
        return (ushort)(bits | (double.IsNegative(value) ? 0x8000u : 0));
    }
}
