// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>What is built once for every type that numbers are computed in.</summary>
internal interface INumberCase
{
    void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}

/// <summary>What is built once for every floating-point type that is computed in.</summary>
internal interface IRealCase
{
    void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>;
}

/// <summary>What is built once for every width of whole bytes.</summary>
internal interface IWidthCase
{
    void Build<T>() where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>;
}

/// <summary>The only ways from a dtype to a generic instantiation.</summary>
internal static class ElementTypes
{
    /// <summary>fp32 for itself and the 16-bit types, fp64, the eight integers; bool is byte.</summary>
    public static void Number<TCase>(DType type, in TCase build) where TCase : INumberCase
    {
        if (type == DType.Float64)
            build.Build<double>();
        else if (TypeSets.IsFloat(type))
            build.Build<float>();
        else if (type.IsInteger && type.IsSigned)
            Signed(type.Bits, build);
        else
            Unsigned(type.Bits, build);
    }

    /// <summary>fp32 for itself and the 16-bit types, fp64.</summary>
    public static void Real<TCase>(DType type, in TCase build) where TCase : IRealCase
    {
        if (type == DType.Float64)
            build.Build<double>();
        else
            build.Build<float>();
    }

    /// <summary>Elements of 1, 2, 4, 8 or 16 bytes as unsigned integers.</summary>
    public static void Width<TCase>(DType type, in TCase build) where TCase : IWidthCase
    {
        switch (type.Bits)
        {
            case 8: build.Build<byte>(); break;
            case 16: build.Build<ushort>(); break;
            case 32: build.Build<uint>(); break;
            case 64: build.Build<ulong>(); break;
            default: build.Build<UInt128>(); break;
        }
    }

    private static void Signed<TCase>(int bits, in TCase build) where TCase : INumberCase
    {
        switch (bits)
        {
            case 8: build.Build<sbyte>(); break;
            case 16: build.Build<short>(); break;
            case 32: build.Build<int>(); break;
            default: build.Build<long>(); break;
        }
    }

    private static void Unsigned<TCase>(int bits, in TCase build) where TCase : INumberCase
    {
        switch (bits)
        {
            case 8: build.Build<byte>(); break;
            case 16: build.Build<ushort>(); break;
            case 32: build.Build<uint>(); break;
            default: build.Build<ulong>(); break;
        }
    }
}
