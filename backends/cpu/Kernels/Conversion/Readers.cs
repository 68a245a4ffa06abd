// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Formats;
using Tengen.Graph;
using TypeCode = Tengen.Graph.TypeCode;

namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>
/// Functions that read a run of elements into eight bytes each: (elements, first, count, to). Real ones write fp64, whole ones the bits of
/// a 64-bit integer, sign-extended if the type is signed.
/// </summary>
internal static unsafe class Readers
{
    public static delegate*<byte*, nint, int, long*, void> Whole(DType type) => (type.Code, type.Bits) switch
    {
        (TypeCode.Int, 8) => &Integers<sbyte>,
        (TypeCode.Int, 16) => &Integers<short>,
        (TypeCode.Int, 32) => &Integers<int>,
        (TypeCode.Int, 64) => &Integers<long>,
        (TypeCode.UInt, 8) => &Integers<byte>,
        (TypeCode.UInt, 16) => &Integers<ushort>,
        (TypeCode.UInt, 32) => &Integers<uint>,
        (TypeCode.UInt, 64) => &Integers<ulong>,
        (TypeCode.Int, 4) => &Int4s,
        (TypeCode.Int, 2) => &Int2s,
        (TypeCode.UInt, 4) => &UInt4s,
        (TypeCode.UInt, 2) => &UInt2s,
        _ => &Bools,
    };

    /// <param name="toDouble">64-bit integers round to nearest; otherwise to odd.</param>
    public static delegate*<byte*, nint, int, long*, void> Real(DType type, bool toDouble) => (type.Code, type.Bits) switch
    {
        (TypeCode.Float, 64) => &Doubles,
        (TypeCode.Float, 32) => &Floats,
        (TypeCode.Float, 16) => &Halves,
        (TypeCode.BFloat, _) => &Brains,
        (TypeCode.Int, 8) => &Numbers<sbyte>,
        (TypeCode.Int, 16) => &Numbers<short>,
        (TypeCode.Int, 32) => &Numbers<int>,
        (TypeCode.Int, 64) => toDouble ? &Numbers<long> : &OddLongs,
        (TypeCode.UInt, 8) => &Numbers<byte>,
        (TypeCode.UInt, 16) => &Numbers<ushort>,
        (TypeCode.UInt, 32) => &Numbers<uint>,
        (TypeCode.UInt, 64) => toDouble ? &NearULongs : &OddULongs,
        (TypeCode.Int, 4) => &RealOf4,
        (TypeCode.Int, 2) => &RealOf2,
        (TypeCode.UInt, 4) => &RealOfU4,
        (TypeCode.UInt, 2) => &RealOfU2,
        (TypeCode.Float8E4M3FN, _) => &Small<E4M3FN>,
        (TypeCode.Float8E4M3FNUZ, _) => &Small<E4M3FNUZ>,
        (TypeCode.Float8E5M2, _) => &Small<E5M2>,
        (TypeCode.Float8E5M2FNUZ, _) => &Small<E5M2FNUZ>,
        (TypeCode.Float8E8M0, _) => &Powers,
        (TypeCode.Float4E2M1, _) => &Small4,
        _ => &RealOfBool,
    };

    private static void Integers<T>(byte* from, nint first, int count, long* to) where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < count; i++)
            to[i] = long.CreateTruncating(((T*)from)[first + i]);
    }

    private static void Bools(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
            to[i] = from[first + i] == 0 ? 0 : 1;
    }

    private static void Int4s(byte* from, nint first, int count, long* to) => Packed(from, first, count, to, 4, true);

    private static void Int2s(byte* from, nint first, int count, long* to) => Packed(from, first, count, to, 2, true);

    private static void UInt4s(byte* from, nint first, int count, long* to) => Packed(from, first, count, to, 4, false);

    private static void UInt2s(byte* from, nint first, int count, long* to) => Packed(from, first, count, to, 2, false);

    private static void Packed(byte* from, nint first, int count, long* to, int bits, bool isSigned)
    {
        for (var i = 0; i < count; i++)
        {
            var place = (first + i) * bits;
            var raised = (long)(from[place >> 3] >> (int)(place & 7)) << (64 - bits);
            to[i] = isSigned ? raised >> (64 - bits) : raised >>> (64 - bits);
        }
    }

    private static void Doubles(byte* from, nint first, int count, long* to) => Buffer.MemoryCopy((double*)from + first, to, count * 8L, count * 8L);

    private static void Floats(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = ((float*)from)[first + i];
    }

    private static void Halves(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = (double)((Half*)from)[first + i];
    }

    private static void Brains(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = ((BFloat16*)from)[first + i].ToSingle();
    }

    private static void Numbers<T>(byte* from, nint first, int count, long* to) where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = double.CreateTruncating(((T*)from)[first + i]);
    }

    private static void OddLongs(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
        {
            var value = ((long*)from)[first + i];
            var size = Odd(value < 0 ? 0 - (ulong)value : (ulong)value);
            ((double*)to)[i] = value < 0 ? -size : size;
        }
    }

    private static void OddULongs(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = Odd(((ulong*)from)[first + i]);
    }

    private static void NearULongs(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
        {
            var value = ((ulong*)from)[first + i];
            ((double*)to)[i] = (long)value >= 0 ? (long)value : (double)(long)((value >> 1) | (value & 1)) * 2;
        }
    }

    /// <summary>Keeps the upper 53 bits; what is lost turns the last of them on.</summary>
    private static double Odd(ulong value)
    {
        var lost = Math.Max(0, 11 - BitOperations.LeadingZeroCount(value));
        var kept = value >> lost;
        return (double)(long)(kept | (kept << lost == value ? 0u : 1u)) * (1L << lost);
    }

    private static void RealOf4(byte* from, nint first, int count, long* to) => RealOfPacked(from, first, count, to, 4, true);

    private static void RealOf2(byte* from, nint first, int count, long* to) => RealOfPacked(from, first, count, to, 2, true);

    private static void RealOfU4(byte* from, nint first, int count, long* to) => RealOfPacked(from, first, count, to, 4, false);

    private static void RealOfU2(byte* from, nint first, int count, long* to) => RealOfPacked(from, first, count, to, 2, false);

    private static void RealOfPacked(byte* from, nint first, int count, long* to, int bits, bool isSigned)
    {
        Packed(from, first, count, to, bits, isSigned);
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = to[i];
    }

    private static void RealOfBool(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = from[first + i] == 0 ? 0 : 1;
    }

    private static void Small<TFormat>(byte* from, nint first, int count, long* to) where TFormat : ISmallFormat
    {
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = SmallFloat<TFormat>.ToDouble(from[first + i]);
    }

    private static void Small4(byte* from, nint first, int count, long* to)
    {
        Packed(from, first, count, to, 4, false);
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = SmallFloat<E2M1>.ToDouble((byte)to[i]);
    }

    private static void Powers(byte* from, nint first, int count, long* to)
    {
        for (var i = 0; i < count; i++)
            ((double*)to)[i] = ScaleFloat.ToDouble(from[first + i]);
    }
}
