// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Formats;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>
/// Converts numbers. Integers to narrower integers wrap; floats to integers truncate and, where ONNX is silent, saturate, NaN giving 0;
/// floats round once to nearest even. One item is one chunk.
/// </summary>
internal unsafe struct Cast<TFrom, TTo>(TFrom* from, TTo* to, long count) : IParallelBody
    where TFrom : unmanaged, INumberBase<TFrom> where TTo : unmanaged, INumberBase<TTo>
{
    private const int Chunk = 16384;
    private static readonly bool Saturates = TFrom.IsInteger(TFrom.One / (TFrom.One + TFrom.One)) == false;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var end = (nint)Math.Min(count, (item + 1L) * Chunk);
        for (var i = (nint)item * Chunk; i < end; i++)
            to[i] = Saturates ? TTo.CreateSaturating(from[i]) : TTo.CreateTruncating(from[i]);
    }
}

/// <summary>Anything to bool: whether it differs from zero; NaN does.</summary>
internal unsafe struct CastToBool<TFrom>(TFrom* from, byte* to, long count) : IParallelBody where TFrom : unmanaged, INumberBase<TFrom>
{
    private const int Chunk = 16384;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var end = (nint)Math.Min(count, (item + 1L) * Chunk);
        for (var i = (nint)item * Chunk; i < end; i++)
            to[i] = TFrom.IsZero(from[i]) ? (byte)0 : (byte)1;
    }
}

/// <summary>Anything to bfloat16, rounded once. 64-bit integers pass through fp64 rounded to odd.</summary>
internal unsafe struct CastToBFloat16<TFrom>(TFrom* from, BFloat16* to, long count) : IParallelBody where TFrom : unmanaged, INumberBase<TFrom>
{
    private const int Chunk = 16384;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var end = (nint)Math.Min(count, (item + 1L) * Chunk);
        for (var i = (nint)item * Chunk; i < end; i++)
            to[i] = BFloat16.From(Odd(from[i]));
    }

    private static double Odd(TFrom value)
    {
        var result = double.CreateTruncating(value);
        if (Math.Abs(result) <= 1L << 53 || !TFrom.IsInteger(value) || typeof(TFrom) == typeof(double) || typeof(TFrom) == typeof(float))
            return result;
        var exact = Int128.CreateTruncating(value);
        var back = (Int128)result;
        if (back == exact)
            return result;
        if (Int128.Abs(back) > Int128.Abs(exact))
            result = result > 0 ? Math.BitDecrement(result) : Math.BitIncrement(result);
        return BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(result) | 1);
    }
}
