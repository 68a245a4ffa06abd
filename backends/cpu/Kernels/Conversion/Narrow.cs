// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>fp32 to fp16 or bfloat16, rounded once to nearest even; NaN stays NaN.</summary>
internal unsafe struct Narrow(float* from, ushort* to, long count, bool brain) : IParallelBody
{
    private const int Chunk = 16384;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var i = (nint)item * Chunk;
        var end = (nint)Math.Min(count, i + Chunk);
        for (; i <= end - 8; i += 8)
        {
            var bits = Vector256.Load(from + i).AsUInt32();
            var halves = brain ? Brain(bits) : Half(bits);
            Vector128.Narrow(halves.GetLower(), halves.GetUpper()).Store(to + i);
        }
        for (; i < end; i++)
        {
            var bits = Vector256.Create(from[i]).AsUInt32();
            to[i] = (ushort)(brain ? Brain(bits) : Half(bits))[0];
        }
    }

    private static Vector256<uint> Brain(Vector256<uint> bits)
    {
        var rounded = (bits + Vector256.Create(0x7fffu) + ((bits >>> 16) & Vector256<uint>.One)) >>> 16;
        var isNan = Vector256.GreaterThan(bits & Vector256.Create(0x7fffffffu), Vector256.Create(0x7f800000u));
        return Vector256.ConditionalSelect(isNan, (bits >>> 16) | Vector256.Create(0x40u), rounded);
    }

    private static Vector256<uint> Half(Vector256<uint> bits)
    {
        var sign = bits & Vector256.Create(0x80000000u);
        var size = bits ^ sign;
        var normal = (size + Vector256.Create(0xc8000fffu) + ((size >>> 13) & Vector256<uint>.One)) >>> 13;
        var half = Vector256.Create(0.5f);
        var subnormal = (size.AsSingle() + half).AsUInt32() - half.AsUInt32();
        var result = Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(0x38800000u)), subnormal, normal);
        result = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(size, Vector256.Create(0x47800000u)), Vector256.Create(0x7c00u), result);
        result = Vector256.ConditionalSelect(Vector256.GreaterThan(size, Vector256.Create(0x7f800000u)), Vector256.Create(0x7e00u), result);
        return result | (sign >>> 16);
    }
}
