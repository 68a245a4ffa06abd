// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Elements;

/// <summary>Single elements of tensors, whatever their dtype. Positions are flat and row-major; nothing here checks them.</summary>
public static unsafe class Element
{
    /// <summary>The element of a floating-point tensor, exactly; of an integer or bool tensor, its value (64-bit integers round).</summary>
    public static double Real(Tensor tensor, long index)
    {
        var type = tensor.Type;
        if (type == DType.Float32)
            return ((float*)tensor.Pointer)[index];
        if (type == DType.Float64)
            return ((double*)tensor.Pointer)[index];
        if (type == DType.Float16)
            return (double)((Half*)tensor.Pointer)[index];
        if (type == DType.Float8E8M0)
            return PowerOfTwo.Decode(Bits(tensor, index));
        return Formats.Find(type) is { } format ? format.Decode(Bits(tensor, index)) : (double)Integer(tensor, index);
    }

    /// <summary>The element of an integer or bool tensor.</summary>
    public static Int128 Integer(Tensor tensor, long index)
    {
        var bits = (Int128)(ulong)Bits(tensor, index);
        var width = tensor.Type.Bits;
        var negative = tensor.Type.IsSigned && (bits >> (width - 1)) != 0;
        return negative ? bits - (Int128.One << width) : bits;
    }

    /// <summary>Stores a number: floating-point formats round to nearest even (8-bit ones saturate if asked), integers take the low bits, bool takes "not zero".</summary>
    public static void SetReal(Tensor tensor, long index, double value, bool saturate = true)
    {
        var type = tensor.Type;
        if (type == DType.Float32)
            ((float*)tensor.Pointer)[index] = (float)value;
        else if (type == DType.Float64)
            ((double*)tensor.Pointer)[index] = value;
        else if (type == DType.Float16)
            ((Half*)tensor.Pointer)[index] = (Half)value;
        else if (type == DType.Float8E8M0)
            SetBits(tensor, index, PowerOfTwo.Encode(value, saturate));
        else if (Formats.Find(type) is { } format)
            SetBits(tensor, index, format.Encode(value, saturate && type.Bits < 16));
        else
            SetInteger(tensor, index, type == DType.Bool ? (value != 0 ? 1 : 0) : (Int128)value);
    }

    /// <summary>Stores an integer modulo two to the width of the element.</summary>
    public static void SetInteger(Tensor tensor, long index, Int128 value) => SetBits(tensor, index, unchecked((ulong)(UInt128)value));

    public static void Copy(Tensor from, long fromIndex, Tensor to, long toIndex)
    {
        var bits = from.Type.Bits * from.Type.Lanes;
        if (bits < 8)
            SetBits(to, toIndex, Bits(from, fromIndex));
        else
            Unsafe.CopyBlockUnaligned(to.Pointer + toIndex * (bits / 8), from.Pointer + fromIndex * (bits / 8), (uint)bits / 8);
    }

    /// <summary>The raw bits of an element of at most 64 bits.</summary>
    public static ulong Bits(Tensor tensor, long index) => tensor.Type.Bits switch
    {
        64 => ((ulong*)tensor.Pointer)[index],
        32 => ((uint*)tensor.Pointer)[index],
        16 => ((ushort*)tensor.Pointer)[index],
        8 => tensor.Pointer[index],
        var width => (uint)tensor.Pointer[index * width / 8] >> (int)(index * width % 8) & ((1u << width) - 1),
    };

    public static void SetBits(Tensor tensor, long index, ulong bits)
    {
        switch (tensor.Type.Bits)
        {
            case 64: ((ulong*)tensor.Pointer)[index] = bits; break;
            case 32: ((uint*)tensor.Pointer)[index] = (uint)bits; break;
            case 16: ((ushort*)tensor.Pointer)[index] = (ushort)bits; break;
            case 8: tensor.Pointer[index] = (byte)bits; break;
            case var width:
                ref var cell = ref tensor.Pointer[index * width / 8];
                var shift = (int)(index * width % 8);
                var mask = ((1u << width) - 1) << shift;
                cell = (byte)((cell & ~mask) | ((uint)bits << shift & mask));
                break;
        }
    }
}
