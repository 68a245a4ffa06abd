// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>Elements of 2 or 4 bits, low bits first, to one byte each. One item is one chunk.</summary>
internal unsafe struct Unpack(byte* from, sbyte* to, long count, int bits, bool signed) : IParallelBody
{
    private const int Chunk = 16384;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var (perByte, rest) = (8 / bits, 8 - bits);
        var end = (nint)Math.Min(count, (item + 1L) * Chunk);
        for (var i = (nint)item * Chunk; i < end; i++)
        {
            var shifted = (byte)(from[i / perByte] << (rest - (int)(i % perByte) * bits));
            to[i] = signed ? (sbyte)((sbyte)shifted >> rest) : (sbyte)(shifted >> rest);
        }
    }
}

/// <summary>The low 2 or 4 bits of each byte, densely and low bits first; bits behind the last element are 0. One item is one chunk.</summary>
internal unsafe struct Pack(byte* from, byte* to, long count, int bits) : IParallelBody
{
    private const int Chunk = 16384;

    public readonly int Items => checked((int)((count + Chunk - 1) / Chunk));

    public readonly void Run(int item, int worker)
    {
        var (perByte, mask) = (8 / bits, (1 << bits) - 1);
        var end = (nint)Math.Min(count, (item + 1L) * Chunk);
        for (var i = (nint)item * Chunk; i < end; i += perByte)
        {
            var packed = 0;
            for (var part = 0; part < perByte && i + part < end; part++)
                packed |= (from[i + part] & mask) << (part * bits);
            to[i / perByte] = (byte)packed;
        }
    }
}
