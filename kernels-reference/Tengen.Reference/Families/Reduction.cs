// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Operators that reduce axes listed by input 1. Source: ONNX Reduce*-18.</summary>
internal static class Reduction
{
    public static readonly ImmutableArray<DType> Numeric = [.. Types.Floats, DType.Int32, DType.Int64, DType.UInt32, DType.UInt64];

    public static OperatorContract Contract(string name, ImmutableArray<int> versions, string summary, ImmutableArray<DType> types = default) => new()
    {
        Name = name,
        Versions = versions,
        Inputs = [new("data", types.IsDefault ? Types.Floats : types, "T"), new("axes", [DType.Int64], "axes", Optional: true)],
        Outputs = [new("reduced", types.IsDefault ? Types.Floats : types, "T")],
        Attributes = [new("keepdims", AttributeType.Int, 1), new("noop_with_empty_axes", AttributeType.Int, 0)],
        ShapeInputs = [1],
        Upgrade = AxesBecomeAnInput,
        Infer = Infer,
        Summary = $"{summary} Over the listed axes (negative ones count from the back; without axes over all, or none with noop_with_empty_axes). ONNX {name}-{versions[^1]}.",
    };

    /// <summary>Upgrade from the forms before version 18 (ReduceSum, Squeeze, Unsqueeze: 13), where axes was an attribute.</summary>
    public static void AxesBecomeAnInput(UpgradeContext context)
    {
        if (context.Node.Attributes["axes"] is not { } axes)
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

    /// <summary>Floating-point tensors in the number system, integers and truth values exactly.</summary>
    public static void Each<T>(KernelContext<T> context, Func<T[], T> reduce, Func<Int128[], Int128> reduceIntegers) where T : unmanaged, INumber<T>
    {
        if (context.OutputType(0).IsFloat)
        {
            Each(context, reduce);
            return;
        }
        var (x, (kept, covered), result) = (context.Integers(0), Covered(context), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, reduceIntegers([.. covered.Select(step => x[kept[i] + step])]));
    }

    /// <summary>Applies <paramref name="reduce"/> to the elements that each element of output 0 covers.</summary>
    public static void Each<T>(KernelContext<T> context, Func<T[], T> reduce) where T : unmanaged, INumber<T>
    {
        var (x, (kept, covered)) = (context.Numbers(0), Covered(context));
        context.Each(0, i =>
        {
            var terms = new T[covered.Length];
            for (var k = 0; k < terms.Length; k++)
                terms[k] = x[kept[i] + covered[k]];
            return reduce(terms);
        });
    }

    /// <summary>Where in input 0 each element of output 0 begins, and how far from there the elements lie that it covers.</summary>
    private static (int[] Kept, int[] Covered) Covered<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var dims = context.InputDims(0);
        var axes = context.HasInput(1) ? Decoded.Longs(context.Input(1)).Select(axis => axis < 0 ? axis + dims.Length : axis).ToArray() : [];
        var reduced = Reduced(axes, dims.Length, context.Attributes);
        return (Positions(dims, axis => !reduced[axis]), Positions(dims, axis => reduced[axis]));
    }

    public static CaseSpace Cases(ImmutableArray<DType> types = default) => new(types.IsDefault ? Types.Floats : types,
        ["x=3x5x7,axes=1", "x=3x5x7,axes=0x2,keep=0", "x=3x5x7", "x=3x5x7,axes=-1", "x=4x4096,axes=1", "x=17,axes=0,keep=0", "x=0x3,axes=1", "x=2x1031,axes=-1,keep=0", "x=3x5,noop=1"],
        DataSets.Sums);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        Attributes(builder);
    }

    public static void Attributes(CaseBuilder builder)
    {
        if (builder.Has("axes"))
            builder.Constant("axes", Tensor.Of<long>(builder.Ints("axes"), builder.Ints("axes").Length));
        builder.Attribute(NodeAttribute.Int("keepdims", builder.Int("keep", 1)));
        builder.Attribute(NodeAttribute.Int("noop_with_empty_axes", builder.Int("noop", 0)));
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
