// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Conversion;

namespace Tengen.Backends.Cpu.Formats;

/// <summary>float8e8m0: 2^(code - 127); 255 is NaN. The sign of what is converted is dropped, where ONNX is silent. Source: ONNX, operator Cast.</summary>
internal static class ScaleFloat
{
    private const byte NaN = 255;
    private const byte Largest = 254;
    private const int Bias = 127;

    public static double ToDouble(byte code) => code == NaN ? double.NaN : Math.ScaleB(1, code - Bias);

    public static byte From(double value, ConversionRule rule)
    {
        if (double.IsNaN(value))
            return NaN;
        var size = Math.Abs(value);
        if (double.IsInfinity(size))
            return rule.Saturate ? Largest : NaN;
        if (size < Math.ScaleB(1, -Bias))
            return rule.Saturate ? (byte)0 : NaN;
        var exponent = Math.ILogB(size);
        var mantissa = Math.ScaleB(size, -exponent);
        var isUp = rule.Rounding switch
        {
            ScaleRounding.Up => mantissa > 1,
            ScaleRounding.Nearest => mantissa >= 1.5,
            _ => false,
        };
        var code = exponent + Bias + (isUp ? 1 : 0);
        if (code <= Largest)
            return (byte)code;
        return rule.Saturate ? Largest : NaN;
    }
}
