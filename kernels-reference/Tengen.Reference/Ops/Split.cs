// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>One tensor as several along an axis. Source: ONNX Split-18.</summary>
internal sealed class Split : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Split",
        Versions = [1, 2, 11, 13, 18],
        Inputs = [new("input", Types.Tensors, "T"), new("split", [DType.Int64], "tensor(int64)", Optional: true)],
        Outputs = [new("outputs", Types.Tensors, "T", Variadic: true)],
        Attributes = [new("axis", AttributeType.Int, 0), new("num_outputs", AttributeType.Int)],
        ShapeInputs = [1],
        Upgrade = Upgrade,
        Infer = Infer,
        Summary = "The outputs lie side by side along axis; their extents are those of split, or equal parts (rounded up, the last one smaller). Bits are kept. ONNX Split-18.",
    };

    /// <summary>Before version 13 split is an attribute; before version 18 the outputs alone say how many equal parts there are.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        var node = context.Node;
        if (node.Attributes["split"] is { } split)
            context.Node = node with { Inputs = [node.Inputs[0], context.Constant(Tensor.Of(split.AsInts.AsSpan(), split.AsInts.Length))], Attributes = node.Attributes.Without("split") };
        else if (!node.HasInput(1))
            context.Node = node with { Attributes = node.Attributes.With(NodeAttribute.Int("num_outputs", node.Outputs.Length)) };
    }

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        var count = context.Node.Outputs.Length;
        if (!context.HasInput(1) && context.Attributes.Int("num_outputs", 0) != count)
            throw context.Error("num_outputs", $"{count} outputs are not num_outputs = {context.Attributes.Int("num_outputs", 0)}, and split is missing");
        var axis = shape.HasRank ? context.Axis(context.Attributes.Int("axis", 0), shape.Rank) : 0;
        var extents = context.Known(1) is { } split ? Listed(context, shape, axis, [.. split])
            : context.HasInput(1) || !shape.HasRank || (Shape.IsSymbol(shape[axis]) && count > 1) ? [.. Enumerable.Range(0, count).Select(_ => context.NewDim("part"))]
            : Equal(context, shape[axis], count);
        for (var i = 0; i < count; i++)
            context.SetOutput(i, context.InputType(0), shape.HasRank ? new Shape(shape.Dims.SetItem(axis, extents[i])) : Shape.Unknown);
    }

    private static long[] Listed(ShapeContext context, Shape shape, int axis, long[] split)
    {
        var total = shape.HasRank ? shape[axis] : -1;
        return split.Length == context.Node.Outputs.Length && split.All(extent => extent >= 0) && (total < 0 || split.Sum() == total)
            ? split
            : throw context.Error("split", $"[{string.Join(',', split)}] does not divide axis {axis} of {shape} among {context.Node.Outputs.Length} outputs");
    }

    private static long[] Equal(ShapeContext context, long extent, int count)
    {
        if (Shape.IsSymbol(extent))
            return [extent];
        var part = (extent + count - 1) / count;
        var last = extent - part * (count - 1);
        return last >= 0
            ? [.. Enumerable.Repeat(part, count - 1), last]
            : throw context.Error("num_outputs", $"an extent of {extent} does not make {count} parts of {part}");
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var from = context.Input(0);
        var dims = context.InputDims(0);
        var source = Lines.Along(dims, context.Attributes.Axis(0, dims.Length));
        var offset = 0;
        for (var output = 0; output < context.Node.Outputs.Length; output++)
        {
            var part = source with { Length = context.OutputDims(output)[context.Attributes.Axis(0, dims.Length)] };
            var to = context.HasOutput(output) ? context.Plain(output) : null;
            for (var line = 0; to is not null && line < part.Count; line++)
                for (var i = 0; i < part.Length; i++)
                    Element.Copy(from, source.Start(line) + (offset + i) * source.Inner, to, part.Start(line) + i * part.Inner);
            offset += part.Length;
        }
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes,
        ["x=2x6x5,axis=1,n=3", "x=7,axis=0,n=2", "x=2x6x5,axis=-1,split=1x4", "x=9,axis=0,split=4x0x5", "x=0x4,axis=1,n=2", "x=3x5,axis=0,n=1"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis")));
        if (builder.Has("split"))
            builder.Constant("split", Tensor.Of<long>(builder.Ints("split"), builder.Ints("split").Length));
        else
            builder.Attribute(NodeAttribute.Int("num_outputs", builder.Int("n")));
        builder.Outputs(builder.Has("split") ? builder.Ints("split").Length : builder.Int("n"));
    }
}
