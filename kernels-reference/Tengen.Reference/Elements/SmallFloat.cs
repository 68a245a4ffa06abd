// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Elements;

/// <summary>
/// A floating-point format of at most 8 bits as the table of its values. Source: OCP 8-bit Floating Point (E4M3, E5M2), the FNUZ variants of
/// arXiv 2206.02915, OCP Microscaling (E2M1, E8M0); conversions as in ONNX Cast.
/// </summary>
internal sealed class SmallFloat
{
    private readonly double[] _values;
    private readonly (double Value, byte Code)[] _positive;
    private readonly int _signBit;

    private SmallFloat(int bits, int fraction, int bias, Func<int, double?> special, bool hasNegativeZero = true, bool hasSign = true)
    {
        _signBit = hasSign ? 1 << (bits - 1) : 0;
        _values = new double[1 << bits];
        for (var code = 0; code < _values.Length; code++)
        {
            var magnitude = hasSign ? code & (_signBit - 1) : code;
            var value = special(code) ?? Magnitude(magnitude, fraction, bias, hasSign);
            _values[code] = (code & _signBit) != 0 && !double.IsNaN(value) ? -value : value;
        }
        HasNegativeZero = hasNegativeZero && hasSign;
        _positive = [.. Enumerable.Range(0, hasSign ? _signBit : _values.Length)
            .Select(code => (_values[code], (byte)code)).Where(pair => double.IsFinite(pair.Item1))];
        NaNCode = Array.FindLastIndex(_values, double.IsNaN) is var nan and >= 0 ? nan & ~(hasNegativeZero ? _signBit : 0) : -1;
        InfinityCode = Array.FindIndex(_values, double.IsPositiveInfinity);
    }

    /// <summary>Code of a NaN without sign, or -1 when the format has none.</summary>
    public int NaNCode { get; }

    /// <summary>Code of +Inf, or -1 when the format has none.</summary>
    public int InfinityCode { get; }

    public bool HasNegativeZero { get; }

    public double Largest => _positive[^1].Value;

    public double Decode(int code) => _values[code];

    /// <summary>Rounds to nearest, ties to even code. Beyond the largest number: that number when saturating, else Inf, else NaN.</summary>
    public byte Encode(double value, bool saturate)
    {
        if (double.IsNaN(value))
            return (byte)(NaNCode >= 0 ? NaNCode : _positive[^1].Code);
        var sign = double.IsNegative(value) ? _signBit : 0;
        if (_signBit == 0 && value < 0)
            return (byte)NaNCode;
        var magnitude = Math.Abs(value);
        if (magnitude > Overflow)
            return saturate || (InfinityCode < 0 && NaNCode < 0) ? (byte)(_positive[^1].Code | sign)
                : InfinityCode >= 0 ? (byte)(InfinityCode | sign)
                : (byte)(NaNCode | (HasNegativeZero ? sign : 0));
        var code = Nearest(magnitude);
        return code == 0 && !HasNegativeZero ? (byte)0 : (byte)(code | sign);
    }

    private double Overflow => _positive[^1].Value + (_positive[^1].Value - _positive[^2].Value) / 2;

    private byte Nearest(double magnitude)
    {
        var above = Array.FindIndex(_positive, pair => pair.Value >= magnitude);
        if (above <= 0)
            return above < 0 ? _positive[^1].Code : _positive[0].Code;
        var (low, high) = (_positive[above - 1], _positive[above]);
        var (down, up) = (magnitude - low.Value, high.Value - magnitude);
        return down < up || (down == up && low.Code % 2 == 0) ? low.Code : high.Code;
    }

    private static double Magnitude(int code, int fraction, int bias, bool hasSubnormals)
    {
        var exponent = code >> fraction;
        var significand = code & ((1 << fraction) - 1);
        return exponent == 0 && hasSubnormals
            ? Math.ScaleB(significand, 1 - bias - fraction)
            : Math.ScaleB(significand + (1 << fraction), exponent - bias - fraction);
    }

    public static SmallFloat? Of(DType type) =>
        type == DType.Float8E4M3FN ? E4M3FN :
        type == DType.Float8E4M3FNUZ ? E4M3FNUZ :
        type == DType.Float8E5M2 ? E5M2 :
        type == DType.Float8E5M2FNUZ ? E5M2FNUZ :
        type == DType.Float8E8M0 ? E8M0 :
        type == DType.Float4E2M1 ? E2M1 : null;

    private static readonly SmallFloat E4M3FN = new(8, 3, 7, code => (code & 0x7f) == 0x7f ? double.NaN : null);

    private static readonly SmallFloat E4M3FNUZ = new(8, 3, 8, code => code == 0x80 ? double.NaN : null, hasNegativeZero: false);

    private static readonly SmallFloat E5M2 = new(8, 2, 15, code => (code & 0x7f) switch
    {
        0x7c => (double?)double.PositiveInfinity,
        > 0x7c => double.NaN,
        _ => null,
    });

    private static readonly SmallFloat E5M2FNUZ = new(8, 2, 16, code => code == 0x80 ? double.NaN : null, hasNegativeZero: false);

    private static readonly SmallFloat E2M1 = new(4, 1, 1, _ => null);

    private static readonly SmallFloat E8M0 = new(8, 0, 127, code => code == 0xff ? double.NaN : null, hasSign: false);
}
