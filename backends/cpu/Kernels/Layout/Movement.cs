// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;


namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Moves elements by their size: 1, 2, 4, 8 or 16 bytes.</summary>
internal static unsafe class Movement
{
    /// <summary>Copies a box whose first element lies at both addresses.</summary>
    public static void Run(ForkJoinPool pool, int size, byte* from, byte* to, in Box box)
    {
        switch (size)
        {
            case 1: Run<byte>(pool, from, to, box); break;
            case 2: Run<ushort>(pool, from, to, box); break;
            case 4: Run<uint>(pool, from, to, box); break;
            case 8: Run<ulong>(pool, from, to, box); break;
            default: Run<UInt128>(pool, from, to, box); break;
        }
    }

    /// <summary>Adds a step that copies a box; offsets in elements.</summary>
    public static void Add(PlanBuilder builder, int size, int from, long fromOffset, int to, long toOffset, Box box) =>
        builder.Add([from], [to], 0, (in frame) => Run(frame.Pool, size, frame.At<byte>(from) + fromOffset * size, frame.At<byte>(to) + toOffset * size, in box));

    private static void Run<T>(ForkJoinPool pool, void* from, void* to, Box box) where T : unmanaged
    {
        if (box.PairInnerDims())
        {
            var tiles = new TileCopy<T>((T*)from, (T*)to, box);
            pool.Run(tiles.Items, ref tiles);
        }
        else
        {
            var lines = new LineCopy<T>((T*)from, (T*)to, box);
            pool.Run(lines.Items, ref lines);
        }
    }
}
