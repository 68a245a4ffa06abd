// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>A function of the bits of two unsigned integers; bools are bytes of 0 or 1.</summary>
internal interface IBitFunction
{
    static abstract T Invoke<T>(T a, T b) where T : IBinaryInteger<T>;
}

/// <summary>A function of bits for one width.</summary>
internal readonly struct Bits<T, TFunction> : IPairFunction<T, T, T> where T : IBinaryInteger<T> where TFunction : IBitFunction
{
    public static T Invoke(T a, T b) => TFunction.Invoke(a, b);
}

internal readonly struct AndFunction : IBitFunction
{
    public static T Invoke<T>(T a, T b) where T : IBinaryInteger<T> => a & b;
}

internal readonly struct OrFunction : IBitFunction
{
    public static T Invoke<T>(T a, T b) where T : IBinaryInteger<T> => a | b;
}

internal readonly struct XorFunction : IBitFunction
{
    public static T Invoke<T>(T a, T b) where T : IBinaryInteger<T> => a ^ b;
}

/// <summary>Zeros move in; a shift by the width or more gives 0, where ONNX is silent.</summary>
internal readonly struct ShiftLeftFunction : IBitFunction
{
    public static T Invoke<T>(T a, T b) where T : IBinaryInteger<T> =>
        int.CreateSaturating(b) is var places && places < a.GetByteCount() * 8 ? a << places : T.Zero;
}

/// <summary>Zeros move in; a shift by the width or more gives 0, where ONNX is silent.</summary>
internal readonly struct ShiftRightFunction : IBitFunction
{
    public static T Invoke<T>(T a, T b) where T : IBinaryInteger<T> =>
        int.CreateSaturating(b) is var places && places < a.GetByteCount() * 8 ? a >>> places : T.Zero;
}

/// <summary>All bits turned over.</summary>
internal readonly struct ComplementFunction : IFunction<byte, byte>
{
    public byte Invoke(byte x) => (byte)~x;
}

/// <summary>Not of a bool.</summary>
internal readonly struct NotFunction : IFunction<byte, byte>
{
    public byte Invoke(byte x) => x == 0 ? (byte)1 : (byte)0;
}
