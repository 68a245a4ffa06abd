// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>y = (x - zero point) scale. Source: ONNX DequantizeLinear. One item is one chunk.</summary>
/// <param name="zero">One a scale, or null.</param>
internal readonly unsafe struct Dequantization<T>(T* input, float* scale, T* zero, float* output, ScaleShape shape) : IParallelBody, IScaledLine
    where T : unmanaged, INumber<T>
{
    private static bool IsSmall => sizeof(T) <= sizeof(short) && T.IsInteger(T.One / (T.One + T.One));

    public void Run(int item, int worker) => shape.ForEach(item, in this);

    public void Do(nint at, nint first, nint count, int step)
    {
        nint i = 0;
        if (step == 0 && IsSmall && Vector256.IsHardwareAccelerated)
            i = Vectors(input + at, scale[first], zero == null ? 0 : int.CreateTruncating(zero[first]), output + at, count);
        for (; i < count; i++)
        {
            var place = first + i * step;
            var difference = typeof(T) == typeof(float)
                ? float.CreateTruncating(input[at + i]) - (zero == null ? 0 : float.CreateTruncating(zero[place]))
                : long.CreateTruncating(input[at + i]) - (zero == null ? 0 : long.CreateTruncating(zero[place]));
            output[at + i] = difference * scale[place];
        }
    }

    private static nint Vectors(T* input, float scale, int zero, float* output, nint count)
    {
        var (factor, shift) = (Vector256.Create(scale), Vector256.Create(zero));
        nint i = 0;
        for (; i <= count - 8; i += 8)
            (Vector256.ConvertToSingle(Widened.Load(input + i) - shift) * factor).Store(output + i);
        return i;
    }
}

internal static unsafe class Widened
{
    /// <summary>Eight elements of an integer type of 8 or 16 bits.</summary>
    public static Vector256<int> Load<T>(T* from) where T : unmanaged
    {
        if (typeof(T) == typeof(sbyte))
            return Signed(Vector128.WidenLower(Vector64.Load((sbyte*)from).ToVector128Unsafe()));
        if (typeof(T) == typeof(byte))
            return Unsigned(Vector128.WidenLower(Vector64.Load((byte*)from).ToVector128Unsafe()));
        return typeof(T) == typeof(short) ? Signed(Vector128.Load((short*)from)) : Unsigned(Vector128.Load((ushort*)from));
    }

    private static Vector256<int> Signed(Vector128<short> half) => Vector256.Create(Vector128.WidenLower(half), Vector128.WidenUpper(half));

    private static Vector256<int> Unsigned(Vector128<ushort> half) => Vector256.Create(Vector128.WidenLower(half), Vector128.WidenUpper(half)).AsInt32();
}
