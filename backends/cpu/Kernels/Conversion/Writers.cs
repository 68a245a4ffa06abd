// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Formats;
using Tengen.Graph;
using TypeCode = Tengen.Graph.TypeCode;

namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>
/// Functions that write a run of elements from eight bytes each: (from, count, elements, first, rule). Whole ones keep the low bits.
/// Reals round once to nearest even; to integers they truncate and, where ONNX is silent, saturate (below 8 bits: wrap), NaN giving 0.
/// </summary>
internal static unsafe class Writers
{
    public static delegate*<long*, int, byte*, nint, ConversionRule, void> FromWhole(DType type) => (type.Code, type.Bits) switch
    {
        (TypeCode.Int or TypeCode.UInt, 8) => &Wrapped<byte>,
        (TypeCode.Int or TypeCode.UInt, 16) => &Wrapped<ushort>,
        (TypeCode.Int or TypeCode.UInt, 32) => &Wrapped<uint>,
        (TypeCode.Int or TypeCode.UInt, 64) => &Wrapped<ulong>,
        (TypeCode.Int or TypeCode.UInt, 4) => &WrappedTo4,
        (TypeCode.Int or TypeCode.UInt, 2) => &WrappedTo2,
        _ => &WholeToBool,
    };

    public static delegate*<long*, int, byte*, nint, ConversionRule, void> FromReal(DType type) => (type.Code, type.Bits) switch
    {
        (TypeCode.Float, 64) => &Doubles,
        (TypeCode.Float, 32) => &Floats,
        (TypeCode.Float, 16) => &Halves,
        (TypeCode.BFloat, _) => &Brains,
        (TypeCode.Int, 8) => &Saturated<sbyte>,
        (TypeCode.Int, 16) => &Saturated<short>,
        (TypeCode.Int, 32) => &Saturated<int>,
        (TypeCode.Int, 64) => &Saturated<long>,
        (TypeCode.UInt, 8) => &Saturated<byte>,
        (TypeCode.UInt, 16) => &Saturated<ushort>,
        (TypeCode.UInt, 32) => &Saturated<uint>,
        (TypeCode.UInt, 64) => &Saturated<ulong>,
        (TypeCode.Int or TypeCode.UInt, 4) => &TruncatedTo4,
        (TypeCode.Int or TypeCode.UInt, 2) => &TruncatedTo2,
        (TypeCode.Float8E4M3FN, _) => &Small<E4M3FN>,
        (TypeCode.Float8E4M3FNUZ, _) => &Small<E4M3FNUZ>,
        (TypeCode.Float8E5M2, _) => &Small<E5M2>,
        (TypeCode.Float8E5M2FNUZ, _) => &Small<E5M2FNUZ>,
        (TypeCode.Float8E8M0, _) => &Powers,
        (TypeCode.Float4E2M1, _) => &Small4,
        _ => &RealToBool,
    };

    private static void Wrapped<T>(long* from, int count, byte* to, nint first, ConversionRule rule) where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < count; i++)
            ((T*)to)[first + i] = T.CreateTruncating(from[i]);
    }

    private static void WrappedTo4(long* from, int count, byte* to, nint first, ConversionRule rule) => Pack(from, count, to, first, 4);

    private static void WrappedTo2(long* from, int count, byte* to, nint first, ConversionRule rule) => Pack(from, count, to, first, 2);

    /// <param name="first">Begins a byte.</param>
    private static void Pack(long* from, int count, byte* to, nint first, int bits)
    {
        var perByte = 8 / bits;
        var output = to + first / perByte;
        for (var i = 0; i < count; i += perByte)
        {
            var value = 0;
            for (var j = 0; j < perByte && i + j < count; j++)
                value |= (int)(from[i + j] & ((1 << bits) - 1)) << (j * bits);
            *output++ = (byte)value;
        }
    }

    private static void WholeToBool(long* from, int count, byte* to, nint first, ConversionRule rule)
    {
        for (var i = 0; i < count; i++)
            to[first + i] = from[i] == 0 ? (byte)0 : (byte)1;
    }

    private static void RealToBool(long* from, int count, byte* to, nint first, ConversionRule rule)
    {
        for (var i = 0; i < count; i++)
            to[first + i] = ((double*)from)[i] == 0 ? (byte)0 : (byte)1;
    }

    private static void Doubles(long* from, int count, byte* to, nint first, ConversionRule rule) =>
        Buffer.MemoryCopy(from, (double*)to + first, count * 8L, count * 8L);

    private static void Floats(long* from, int count, byte* to, nint first, ConversionRule rule)
    {
        for (var i = 0; i < count; i++)
            ((float*)to)[first + i] = (float)((double*)from)[i];
    }

    private static void Halves(long* from, int count, byte* to, nint first, ConversionRule rule)
    {
        for (var i = 0; i < count; i++)
            ((Half*)to)[first + i] = (Half)((double*)from)[i];
    }

    private static void Brains(long* from, int count, byte* to, nint first, ConversionRule rule)
    {
        for (var i = 0; i < count; i++)
            ((BFloat16*)to)[first + i] = BFloat16.From(((double*)from)[i]);
    }

    private static void Saturated<T>(long* from, int count, byte* to, nint first, ConversionRule rule) where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < count; i++)
            ((T*)to)[first + i] = T.CreateSaturating(((double*)from)[i]);
    }

    private static void TruncatedTo4(long* from, int count, byte* to, nint first, ConversionRule rule) => PackReals(from, count, to, first, 4);

    private static void TruncatedTo2(long* from, int count, byte* to, nint first, ConversionRule rule) => PackReals(from, count, to, first, 2);

    private static void PackReals(long* from, int count, byte* to, nint first, int bits)
    {
        for (var i = 0; i < count; i++)
            from[i] = long.CreateSaturating(((double*)from)[i]);
        Pack(from, count, to, first, bits);
    }

    private static void Small<TFormat>(long* from, int count, byte* to, nint first, ConversionRule rule) where TFormat : ISmallFormat
    {
        for (var i = 0; i < count; i++)
            to[first + i] = SmallFloat<TFormat>.From(((double*)from)[i], rule.Saturate);
    }

    private static void Small4(long* from, int count, byte* to, nint first, ConversionRule rule)
    {
        for (var i = 0; i < count; i++)
            from[i] = SmallFloat<E2M1>.From(((double*)from)[i], true);
        Pack(from, count, to, first, 4);
    }

    private static void Powers(long* from, int count, byte* to, nint first, ConversionRule rule)
    {
        for (var i = 0; i < count; i++)
            to[first + i] = ScaleFloat.From(((double*)from)[i], rule);
    }
}
