// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Operators that reduce axes listed by input 1. Source: ONNX Reduce*-18.</summary>
internal static class Reduction
{
    /// <summary>Upgrade from the forms before version 18, where axes was an attribute.</summary>
    public static void AxesBecomeAnInput(UpgradeContext context)
    {
        if (context.Node.Version >= 18 || context.Node.Attributes["axes"] is not { } axes)
            return;
        var constant = context.Constant(Tensor.Of(axes.AsInts.AsSpan(), axes.AsInts.Length));
        context.Node = context.Node with { Inputs = [context.Node.Inputs[0], constant], Attributes = context.Node.Attributes.Without("axes") };
    }

    public static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        var keep = context.Attributes.Int("keepdims", 1) != 0;
        if (!shape.HasRank || (context.HasInput(1) && context.InputValue(1) is null))
        {
            context.SetOutput(0, context.InputType(0), OfUnknownAxes(context, shape, keep));
            return;
        }
        long[] axes = context.Known(1) is { } known ? [.. known.Select(axis => (long)context.Axis(axis, shape.Rank))] : [];
        var reduced = Reduced(axes, shape.Rank, context.Attributes);
        context.SetOutput(0, context.InputType(0), new Shape([.. shape.Dims
            .Select((dim, axis) => reduced[axis] ? keep ? 1 : -1L : dim)
            .Where((_, axis) => keep || !reduced[axis])]));
    }

    private static Shape OfUnknownAxes(ShapeContext context, Shape shape, bool keep) =>
        shape.HasRank && keep
            ? new Shape([.. Enumerable.Range(0, shape.Rank).Select(axis => context.NewDim($"axis {axis} may be reduced"))])
            : Shape.Unknown;

    /// <summary>Applies <paramref name="reduce"/> to the elements that each element of output 0 covers.</summary>
    public static void Each<T>(KernelContext<T> context, Func<T[], T> reduce) where T : unmanaged, INumber<T>
    {
        var x = context.Numbers(0);
        var dims = context.InputDims(0);
        var axes = context.HasInput(1) ? Decoded.Longs(context.Input(1)).Select(axis => axis < 0 ? axis + dims.Length : axis).ToArray() : [];
        var reduced = Reduced(axes, dims.Length, context.Attributes);
        var kept = Positions(dims, axis => !reduced[axis]);
        var covered = Positions(dims, axis => reduced[axis]);
        context.Each(0, i =>
        {
            var terms = new T[covered.Length];
            for (var k = 0; k < terms.Length; k++)
                terms[k] = x[kept[i] + covered[k]];
            return reduce(terms);
        });
    }

    private static bool[] Reduced(long[] axes, int rank, AttributeList attributes)
    {
        var all = axes.Length == 0 && attributes.Int("noop_with_empty_axes", 0) == 0;
        return [.. Enumerable.Range(0, rank).Select(axis => all || axes.Contains(axis))];
    }

    /// <summary>Flat positions reached by moving along the chosen axes only, in row-major order.</summary>
    private static int[] Positions(int[] dims, Func<int, bool> chosen)
    {
        int[] positions = [0];
        var step = dims.Aggregate(1, (product, dim) => product * dim);
        for (var axis = 0; axis < dims.Length; axis++)
        {
            step = dims[axis] == 0 ? 0 : step / dims[axis];
            if (chosen(axis))
                positions = [.. positions.SelectMany(position => Enumerable.Range(0, dims[axis]).Select(at => position + at * step))];
        }
        return positions;
    }
}
