// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Plans;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>The steps of an Einsum.</summary>
internal static unsafe class EinsumSteps
{
    /// <summary>Below this many multiplications a product is not worth packing.</summary>
    private const long Small = 2048;

    /// <summary>Makes a term dense in the order of <paramref name="labels"/>, summing over its others; gives the new term.</summary>
    /// <param name="to">The slot to write, or -1 for a temporary one.</param>
    public static EinsumTerm Arrange<T>(PlanBuilder builder, EinsumTerm term, int[] labels, int to) where T : unmanaged, INumber<T>
    {
        var (kept, summed) = (term.Pick(labels), term.Pick(term.Labels.Except(labels).ToArray()));
        var count = EinsumTerm.Size(kept);
        var slot = to >= 0 ? to : builder.Temporary((long)count * sizeof(T));
        int[] dims = [.. kept.Select(axis => axis.Extent)], sumDims = [.. summed.Select(axis => axis.Extent)];
        nint[] steps = [.. kept.Select(axis => axis.Step)], sumSteps = [.. summed.Select(axis => axis.Step)];
        builder.Add([term.Slot], [slot], 0, (in frame) =>
        {
            var body = new StridedSum<T>
            {
                Input = frame.At<T>(term.Slot),
                Output = frame.At<T>(slot),
                Dims = dims,
                Steps = steps,
                SumDims = sumDims,
                SumSteps = sumSteps,
                Count = count,
            };
            frame.Pool.Run(body.Items, ref body);
        });
        return EinsumTerm.Dense(slot, kept);
    }

    /// <summary>Adds the products of a contraction; gives the dense result.</summary>
    /// <param name="to">The slot to write, or -1 for a temporary one.</param>
    public static EinsumTerm Contract<T>(PlanBuilder builder, Contraction contraction, int to) where T : unmanaged, INumber<T>
    {
        var (left, right) = (contraction.Left, contraction.Right);
        if (EinsumTerm.Merged(left.Pick(contraction.Rows)) is null || EinsumTerm.Merged(left.Pick(contraction.Depth)) is null)
            left = Arrange<T>(builder, left, [.. contraction.Batch, .. contraction.Rows, .. contraction.Depth], -1);
        if (EinsumTerm.Merged(right.Pick(contraction.Columns)) is null || EinsumTerm.Merged(right.Pick(contraction.Depth)) is null)
            right = Arrange<T>(builder, right, [.. contraction.Batch, .. contraction.Depth, .. contraction.Columns], -1);
        var size = (Rows: EinsumTerm.Size(left.Pick(contraction.Rows)), Columns: EinsumTerm.Size(right.Pick(contraction.Columns)), Depth: EinsumTerm.Size(left.Pick(contraction.Depth)));
        var merged = new Contraction { Left = left, Right = right, Batch = contraction.Batch, Rows = contraction.Rows, Columns = contraction.Columns, Depth = contraction.Depth };
        var slot = to >= 0 ? to : builder.Temporary((long)merged.Count * size.Rows * size.Columns * sizeof(T));
        var body = new StridedProduct<T>
        {
            Rows = size.Rows,
            Columns = size.Columns,
            Depth = size.Depth,
            RowStep = EinsumTerm.Merged(left.Pick(contraction.Rows))!.Value,
            LeftDepthStep = EinsumTerm.Merged(left.Pick(contraction.Depth))!.Value,
            RightDepthStep = EinsumTerm.Merged(right.Pick(contraction.Depth))!.Value,
            ColumnStep = EinsumTerm.Merged(right.Pick(contraction.Columns))!.Value,
            Origins = merged.Origins,
        };
        if (size.Rows < 4 || size.Columns < 8 || (long)size.Rows * size.Columns * size.Depth < Small)
            builder.Add([left.Slot, right.Slot], [slot], 0, (in frame) => Run(frame, body, left.Slot, right.Slot, slot));
        else if (typeof(T) == typeof(float))
            AddPacked(builder, (StridedProduct<float>)(object)body, left.Slot, right.Slot, slot);
        else
            AddNumbers(builder, body, left.Slot, right.Slot, slot);
        return EinsumTerm.Dense(slot, merged.Result);
    }

    private static void Run<T>(in Frame frame, StridedProduct<T> body, int left, int right, int to) where T : unmanaged, INumber<T>
    {
        body.A = frame.At<T>(left);
        body.B = frame.At<T>(right);
        body.C = frame.At<T>(to);
        frame.Pool.Run(body.Origins.Length, ref body);
    }

    private static void AddNumbers<T>(PlanBuilder builder, StridedProduct<T> shape, int left, int right, int to) where T : unmanaged, INumber<T> =>
        builder.Add([left, right], [to], NumberProduct<T, StridedPanels<T>>.ScratchBytes(shape.Depth, builder.Pool.Width), (in frame) =>
        {
            for (var i = 0; i < shape.Origins.Length; i++)
                NumberSteps.Multiply(frame, frame.At<T>(left) + shape.Origins[i].Left, shape.RowStep, shape.LeftDepthStep,
                    frame.At<T>(right) + shape.Origins[i].Right, shape.RightDepthStep, shape.ColumnStep,
                    frame.At<T>(to) + (nint)i * shape.Rows * shape.Columns, shape.Rows, shape.Columns, shape.Depth);
        });

    private static void AddPacked(PlanBuilder builder, StridedProduct<float> shape, int left, int right, int to)
    {
        var path = KernelPaths.Choose(shape.Rows, shape.Columns);
        var blocking = KernelPaths.Block(path, shape.Rows, shape.Columns, shape.Depth);
        builder.Add([left, right], [to], PackedProduct.ScratchBytes(blocking, builder.Pool.Width), (in frame) =>
        {
            for (var i = 0; i < shape.Origins.Length; i++)
            {
                float* a = frame.Floats(left) + shape.Origins[i].Left, b = frame.Floats(right) + shape.Origins[i].Right;
                PackedProduct.Multiply(frame.Pool, path, blocking, a, shape.RowStep, shape.LeftDepthStep, b, shape.RightDepthStep, shape.ColumnStep,
                    frame.Floats(to) + (nint)i * shape.Rows * shape.Columns, shape.Columns, frame.Scratch);
            }
        });
    }
}
