// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Formats;

/// <summary>The upper half of an fp32: 8 exponent and 7 fraction bits.</summary>
internal readonly struct BFloat16(ushort bits)
{
    public readonly ushort Bits = bits;

    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)Bits << 16);

    /// <summary>Rounds to nearest, ties to even; NaN stays a quiet NaN.</summary>
    public static BFloat16 From(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? new((ushort)((bits >> 16) | 0x40)) : new((ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>Rounds once: the step through fp32 rounds to odd, which the second rounding cannot confuse with a tie.</summary>
    public static BFloat16 From(double value)
    {
        var single = (float)value;
        if (double.IsNaN(value) || single == value || float.IsInfinity(single))
            return From(single);
        if (Math.Abs((double)single) > Math.Abs(value))
            single = single > 0 ? MathF.BitDecrement(single) : MathF.BitIncrement(single);
        return From(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(single) | 1));
    }
}
