// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Slices that a condition keeps. Source: ONNX Compress-11; numpy.compress.</summary>
internal sealed class Compress : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Compress",
        Versions = [9, 11],
        Inputs = [new("input", Types.TensorsBeforeBFloat16, "T"), new("condition", [DType.Bool], "T1")],
        Outputs = [new("output", Types.TensorsBeforeBFloat16, "T")],
        Attributes = [new("axis", AttributeType.Int)],
        ShapeInputs = [1],
        Infer = Infer,
        Summary = "The slices along axis whose condition is true; without axis those elements of the flattened input, as a vector. Slices beyond the end of condition are dropped. " +
            "Bits are kept. ONNX Compress-11.",
    };

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        var kept = context.InputValue(1) is { } condition ? Kept(condition).Length : context.NewDim("slices kept", max: context.InputShape(1) is { IsStatic: true } given ? Shape.CountOf(given.Dims.AsSpan()) : long.MaxValue);
        context.SetOutput(0, context.InputType(0), !context.Attributes.Has("axis") ? new Shape(kept)
            : shape.HasRank ? new Shape(shape.Dims.SetItem(context.Axis(context.Attributes.Int("axis", 0), shape.Rank), kept))
            : Shape.Unknown);
    }

    private static int[] Kept(Tensor condition) => [.. Decoded.Integers(condition).Index().Where(item => item.Item != 0).Select(item => item.Index)];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, kept) = (context.InputDims(0), Kept(context.Input(1)));
        var source = context.Attributes.Has("axis") ? Lines.Along(dims, context.Attributes.Axis(0, dims.Length)) : new Lines(1, context.InputSize(0), 1);
        if (kept.Length > 0 && kept[^1] >= source.Length)
            throw new GraphException("op:Compress.condition", $"{context.Node}: condition keeps slice {kept[^1]} of {source.Length}");
        var target = source with { Length = kept.Length };
        Movement.Gather(context, element =>
        {
            var (line, position) = target.Locate(element);
            return source.Start(line) + kept[position] * source.Inner;
        });
    }

    public static CaseSpace Cases { get; } = new([.. Movement.CaseTypes.Where(type => type != DType.BFloat16)], ["x=5x7,c=5,axis=0", "x=5x7,c=7,axis=-1", "x=5x7,c=20", "x=2x3x5,c=2,axis=1", "x=17,c=17,axis=0", "x=0x3,c=2,axis=1", "x=5x7,c=5,axis=0,open=1", "x=2x3x5,c=5,axis=-1,open=1", "x=5x7,c=20,open=1"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        var (dims, axis) = (builder.Ints("x"), builder.Int("axis", 0));
        if (builder.Int("c") > (builder.Has("axis") ? dims[axis < 0 ? axis + dims.Length : axis] : Shape.CountOf(dims)))
            throw new FormatException("condition may keep slices that there are not");
        builder.Input("input", dims);
        builder.Input("condition", DType.Bool, builder.Ints("c"));
        if (builder.Has("open"))
            builder.Open(axis < 0 ? axis + dims.Length : axis, builder.Int("c"));
        else
            builder.Freeze();
        if (builder.Has("axis"))
            builder.Attribute(NodeAttribute.Int("axis", axis));
    }
}
