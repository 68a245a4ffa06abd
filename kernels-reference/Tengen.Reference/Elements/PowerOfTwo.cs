// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Elements;

/// <summary>E8M0: a power of two from 2^-127 to 2^127 as its biased exponent, 255 for NaN. Source: OCP Microscaling Formats 1.0, section 5.4.1.</summary>
internal static class PowerOfTwo
{
    private const int Bias = 127;
    private const byte NaN = 255;

    public static double Decode(ulong code) => code == NaN ? double.NaN : Math.ScaleB(1, (int)code - Bias);

    /// <summary>The code of a power of two. Beyond the range: its ends when saturating, otherwise NaN above; NaN for negative numbers.</summary>
    public static ulong Encode(double value, bool saturate)
    {
        if (double.IsNaN(value) || value < 0)
            return NaN;
        var exponent = value == 0 ? -Bias : double.IsInfinity(value) ? Bias + 1 : Math.ILogB(value);
        return exponent > Bias ? saturate ? NaN - 1u : NaN : (ulong)Math.Max(exponent + Bias, 0);
    }

    /// <summary>The power of two that ONNX Cast's round_mode chooses; other values unchanged.</summary>
    public static double Round(double value, string mode)
    {
        if (!double.IsFinite(value) || value <= 0)
            return value;
        var below = Math.ScaleB(1, Math.ILogB(value));
        return below == value || mode == "down" || (mode == "nearest" && value < 1.5 * below) ? below : 2 * below;
    }
}
