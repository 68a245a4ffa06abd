// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Formats;

/// <summary>No infinity.</summary>
internal readonly struct E4M3FN : ISmallFormat
{
    public static int Bits => 8;

    public static int FractionBits => 3;

    public static int Bias => 7;

    public static byte Largest => 0x7e;

    public static byte Infinity => 0x7f;

    public static byte NaN => 0x7f;

    public static bool IsUnsignedZero => false;
}

/// <summary>No infinity, no negative zero.</summary>
internal readonly struct E4M3FNUZ : ISmallFormat
{
    public static int Bits => 8;

    public static int FractionBits => 3;

    public static int Bias => 8;

    public static byte Largest => 0x7f;

    public static byte Infinity => 0x80;

    public static byte NaN => 0x80;

    public static bool IsUnsignedZero => true;
}

/// <summary>As IEEE 754 would have it.</summary>
internal readonly struct E5M2 : ISmallFormat
{
    public static int Bits => 8;

    public static int FractionBits => 2;

    public static int Bias => 15;

    public static byte Largest => 0x7b;

    public static byte Infinity => 0x7c;

    public static byte NaN => 0x7f;

    public static bool IsUnsignedZero => false;
}

/// <summary>No infinity, no negative zero.</summary>
internal readonly struct E5M2FNUZ : ISmallFormat
{
    public static int Bits => 8;

    public static int FractionBits => 2;

    public static int Bias => 16;

    public static byte Largest => 0x7f;

    public static byte Infinity => 0x80;

    public static byte NaN => 0x80;

    public static bool IsUnsignedZero => true;
}

/// <summary>No infinity and no NaN: NaN becomes -0, as in ONNX's own cases.</summary>
internal readonly struct E2M1 : ISmallFormat
{
    public static int Bits => 4;

    public static int FractionBits => 1;

    public static int Bias => 1;

    public static byte Largest => 0x7;

    public static byte Infinity => 0x7;

    public static byte NaN => 0x8;

    public static bool IsUnsignedZero => false;
}
