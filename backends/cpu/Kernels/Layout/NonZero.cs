// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Counts elements that differ from zero; -0 does not, NaN does. One item is one chunk.</summary>
internal readonly unsafe struct NonZeroCount<T>(T* from, long count, bool isFloat, long* found) : IParallelBody where T : unmanaged
{
    public const int Chunk = 8192;

    public int Items => ChunksOf(count);

    public static int ChunksOf(long count) => checked((int)((count + Chunk - 1) / Chunk));

    public void Run(int item, int worker)
    {
        var end = (nint)Math.Min(count, (item + 1L) * Chunk);
        found[item] = 0;
        for (var i = (nint)item * Chunk; i < end; i++)
            if (IsNonZero(from[i], isFloat))
                found[item]++;
    }

    public static bool IsNonZero(T element, bool isFloat)
    {
        var bits = sizeof(T) == 1 ? *(byte*)&element : sizeof(T) == 2 ? *(ushort*)&element : sizeof(T) == 4 ? *(uint*)&element : *(ulong*)&element;
        return (isFloat ? bits << (64 - (sizeof(T) * 8) + 1) : bits) != 0;
    }
}

/// <summary>Writes their indices, one line of <paramref name="found"/> elements an axis. One item is one chunk.</summary>
/// <param name="starts">Elements found before each chunk.</param>
internal readonly unsafe struct NonZeroPlaces<T>(T* from, long count, bool isFloat, nint[] dims, long* starts, long* to, nint found) : IParallelBody
    where T : unmanaged
{
    public int Items => NonZeroCount<T>.ChunksOf(count);

    public void Run(int item, int worker)
    {
        var place = (nint)starts[item];
        var end = (nint)Math.Min(count, (item + 1L) * NonZeroCount<T>.Chunk);
        for (var i = (nint)item * NonZeroCount<T>.Chunk; i < end; i++)
        {
            if (!NonZeroCount<T>.IsNonZero(from[i], isFloat))
                continue;
            var rest = i;
            for (var axis = dims.Length - 1; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, dims[axis]);
                to[axis * found + place] = index;
            }
            place++;
        }
    }
}
