// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Formats;

/// <summary>A floating-point format of at most 8 bits: sign, exponent, fraction.</summary>
internal interface ISmallFormat
{
    static abstract int Bits { get; }

    static abstract int FractionBits { get; }

    static abstract int Bias { get; }

    /// <summary>The largest finite number without its sign.</summary>
    static abstract byte Largest { get; }

    /// <summary>Infinity without its sign; where the format has none, NaN.</summary>
    static abstract byte Infinity { get; }

    static abstract byte NaN { get; }

    /// <summary>The sign bit alone is NaN, so that zero has no sign.</summary>
    static abstract bool IsUnsignedZero { get; }
}

/// <summary>Conversions of <typeparamref name="TFormat"/>. Source: ONNX, "Float stored in 8 bits" and operator Cast.</summary>
internal static class SmallFloat<TFormat> where TFormat : ISmallFormat
{
    private static readonly double[] Values = [.. Enumerable.Range(0, 1 << TFormat.Bits).Select(code => Decode((byte)code))];

    private static byte Sign => (byte)(1 << (TFormat.Bits - 1));

    public static double ToDouble(byte code) => Values[code];

    /// <summary>Rounds to nearest, ties to even.</summary>
    /// <param name="saturate">Beyond the largest number gives it; otherwise infinity, or NaN where there is none.</param>
    public static byte From(double value, bool saturate)
    {
        if (double.IsNaN(value))
            return TFormat.NaN;
        var magnitude = Magnitude(Math.Abs(value), saturate);
        if (TFormat.IsUnsignedZero && (magnitude == 0 || magnitude == TFormat.NaN))
            return magnitude;
        return (byte)(double.IsNegative(value) ? magnitude | Sign : magnitude);
    }

    private static byte Magnitude(double value, bool saturate)
    {
        if (value == 0)
            return 0;
        var least = 1 - TFormat.Bias;
        var exponent = double.IsInfinity(value) ? 1024 : Math.Max(Math.ILogB(value), least);
        var code = exponent - least > 1 << 8
            ? int.MaxValue
            : (int)Math.Round(Math.ScaleB(value, TFormat.FractionBits - exponent)) + ((exponent - least) << TFormat.FractionBits);
        if (code <= TFormat.Largest)
            return (byte)code;
        return saturate ? TFormat.Largest : TFormat.Infinity;
    }

    private static double Decode(byte code)
    {
        if (TFormat.IsUnsignedZero && code == Sign)
            return double.NaN;
        var magnitude = code & (Sign - 1);
        if (magnitude > TFormat.Largest)
            return magnitude != TFormat.Infinity || TFormat.Infinity == TFormat.NaN ? double.NaN : code < Sign ? double.PositiveInfinity : double.NegativeInfinity;
        var fraction = magnitude & ((1 << TFormat.FractionBits) - 1);
        var exponent = magnitude >> TFormat.FractionBits;
        var value = exponent == 0
            ? Math.ScaleB(fraction, 1 - TFormat.Bias - TFormat.FractionBits)
            : Math.ScaleB(fraction + (1 << TFormat.FractionBits), exponent - TFormat.Bias - TFormat.FractionBits);
        return code < Sign ? value : -value;
    }
}
