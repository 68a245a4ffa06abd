// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Plans;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Packs the matrices of a product: constants once when the program is compiled, others in a step of their own.</summary>
internal static unsafe class LeftPanels
{
    /// <summary>Packs row-major left matrices that follow each other; gives the slot of the panels.</summary>
    public static int Pack(PlanBuilder builder, int value, Blocking blocking, int groups) =>
        Pack(builder, value, blocking, groups, blocking.Depth, 1);

    /// <summary>Packs left matrices with any strides that follow each other; gives the slot of the panels.</summary>
    public static int Pack(PlanBuilder builder, int value, Blocking blocking, int groups, nint rowStride, nint depthStride)
    {
        var bytes = blocking.LeftSize * groups * sizeof(float);
        return Pack(builder, value, bytes, (from, to, pool) =>
        {
            for (nint group = 0; group < groups; group++)
            {
                var matrix = (float*)from + group * blocking.Rows * blocking.Depth;
                var body = Packing.Left(blocking, matrix, rowStride, depthStride, (float*)to + group * (nint)blocking.LeftSize);
                pool.Run(body.Items, ref body);
            }
        });
    }

    /// <summary>Packs a left or right matrix with any strides; gives the slot of the panels.</summary>
    /// <param name="offset">Elements of the value before the matrix.</param>
    public static int Pack(PlanBuilder builder, int value, Blocking blocking, bool isLeft, nint acrossStride, nint depthStride, nint offset = 0)
    {
        var bytes = (isLeft ? blocking.LeftSize : blocking.RightSize) * sizeof(float);
        return Pack(builder, value, bytes, (from, to, pool) =>
        {
            var body = isLeft
                ? Packing.Left(blocking, (float*)from + offset, acrossStride, depthStride, (float*)to)
                : Packing.Right(blocking, (float*)from + offset, acrossStride, depthStride, (float*)to);
            pool.Run(body.Items, ref body);
        });
    }

    private static int Pack(PlanBuilder builder, int value, long bytes, Action<nint, nint, Threading.ForkJoinPool> pack)
    {
        if (builder.Constant(value) is { } constant)
        {
            var memory = builder.Constants.Allocate(bytes);
            pack((nint)builder.BorrowFloat(constant), (nint)memory, builder.Pool);
            return builder.Own((float*)memory, bytes);
        }
        var from = builder.Float(value);
        var to = builder.Temporary(bytes);
        builder.Add([from], [to], 0, (in frame) => pack((nint)frame.At<byte>(from), (nint)frame.At<byte>(to), frame.Pool));
        return to;
    }
}
