// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>fp16 or bfloat16 to fp32; exact.</summary>
internal unsafe struct Widen(ushort* from, float* to, long count, bool brain) : IParallelBody
{
    private const int Chunk = 16384;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var i = (nint)item * Chunk;
        var end = (nint)Math.Min(count, i + Chunk);
        for (; i <= end - 8; i += 8)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(from + i));
            var bits = Vector256.Create(low, high);
            (brain ? (bits << 16).AsSingle() : Half(bits)).Store(to + i);
        }
        for (; i < end; i++)
            to[i] = brain ? BitConverter.UInt32BitsToSingle((uint)from[i] << 16) : (float)BitConverter.UInt16BitsToHalf(from[i]);
    }

    private static Vector256<float> Half(Vector256<uint> bits)
    {
        var sign = (bits & Vector256.Create(0x8000u)) << 16;
        var size = (bits & Vector256.Create(0x7fffu)) << 13;
        var finite = (size.AsSingle() * Vector256.Create(5.192297e33f)).AsUInt32();
        var special = Vector256.GreaterThanOrEqual(size, Vector256.Create(0x0f800000u));
        return (Vector256.ConditionalSelect(special, size | Vector256.Create(0x7f800000u), finite) | sign).AsSingle();
    }
}
