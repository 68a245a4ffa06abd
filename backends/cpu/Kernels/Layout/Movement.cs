// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Copies boxes of elements of any size.</summary>
internal static unsafe class Movement
{
    /// <summary>Copies a box whose first element lies at both addresses.</summary>
    public static void Run(ForkJoinPool pool, int size, byte* from, byte* to, in Box box)
    {
        if (box.Count > 0)
            Sized.Run(size, new Work(pool, from, to, box));
    }

    /// <summary>Adds a step that copies a box; offsets in elements.</summary>
    public static void Add(PlanBuilder builder, int size, int from, long fromOffset, int to, long toOffset, Box box) =>
        builder.Add([from], [to], 0, (in frame) => Run(frame.Pool, size, frame.At<byte>(from) + fromOffset * size, frame.At<byte>(to) + toOffset * size, in box));

    private readonly struct Work(ForkJoinPool pool, void* from, void* to, Box box) : ISizedWork
    {
        public void Run<T>() where T : unmanaged
        {
            var pairs = box;
            if (pairs.PairInnerDims())
            {
                var tiles = new TileCopy<T>((T*)from, (T*)to, pairs);
                pool.Run(tiles.Items, ref tiles);
            }
            else
            {
                var lines = new LineCopy<T>((T*)from, (T*)to, box);
                pool.Run(lines.Items, ref lines);
            }
        }
    }
}
