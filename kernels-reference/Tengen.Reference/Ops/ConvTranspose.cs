// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Transposed convolution over any number of spatial axes. Source: ONNX ConvTranspose-22.</summary>
internal sealed class ConvTranspose : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "ConvTranspose",
        Versions = [1, 11, 22],
        Inputs = [new("X", Types.Floats, "T"), new("W", Types.Floats, "T"), new("B", Types.Floats, "T", Optional: true)],
        Outputs = [new("Y", Types.Floats, "T")],
        Attributes =
        [
            .. Window.Attributes, new("group", AttributeType.Int, 1), new("kernel_shape", AttributeType.Ints), new("output_padding", AttributeType.Ints),
            new("output_shape", AttributeType.Ints),
        ],
        Infer = Infer,
        Summary = "Y[n,m,p] = B[m] + sum over c, i and k with i*stride + k*dilation - pad = p of X[n,c,i] W[c,m,k]; each of group parts of the channels makes its own part of " +
            "the filters. Sums run in any order. ONNX ConvTranspose-22.",
    };

    private static void Infer(ShapeContext context)
    {
        var (x, w) = (context.InputShape(0), context.InputShape(1));
        if (!x.HasRank || !w.HasRank)
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        if (x.Rank < 3 || w.Rank != x.Rank)
            throw context.Error("rank", $"{x} and {w} need the same rank of at least 3");
        var group = context.Attributes.Int("group", 1);
        if (!Shape.IsSymbol(x[1]) && !Shape.IsSymbol(w[0]) && (x[1] != w[0] || x[1] % group != 0))
            throw context.Error("channels", $"{x[1]} channels are not the {w[0]} of the filters in {group} groups");
        long[] spatial = x.Dims[2..].Concat(w.Dims[2..]).Any(Shape.IsSymbol)
            ? [.. Enumerable.Range(0, x.Rank - 2).Select(axis => context.NewDim($"window over spatial axis {axis}"))]
            : [.. new TransposedWindow(context.Attributes, Extents(x), Extents(w)).Output.Select(extent => extent >= 0 ? extent : throw context.Error("window", $"the padding leaves nothing of {x} and {w}"))];
        context.SetOutput(0, context.InputType(0), new Shape([x[0], ShapeRules.Product(context, [w[1], group]), .. spatial]));
    }

    private static int[] Extents(Shape shape) => [.. shape.Dims[2..].Select(dim => checked((int)dim))];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, w) = (context.Numbers(0), context.Numbers(1));
        var bias = context.HasInput(2) ? context.Numbers(2) : null;
        var (input, filter, output) = (context.InputDims(0), context.InputDims(1), context.OutputDims(0));
        var groups = (int)context.Attributes.Int("group", 1);
        var (channels, filters) = (filter[0] / groups, filter[1]);
        var window = new TransposedWindow(context.Attributes, input[2..], filter[2..]);
        var (plane, cells) = (Grid.Count(input.AsSpan()[2..]), Grid.Count(filter.AsSpan()[2..]));
        context.Along(0, new Lines(output[0] * groups, filters, Grid.Count(window.Output)), (line, first, results) =>
        {
            var (image, position) = Math.DivRem(line, Grid.Count(window.Output));
            var meeting = window.Meeting(position).ToArray();
            var (left, right) = (new T[channels * meeting.Length], new T[channels * meeting.Length]);
            for (var i = 0; i < results.Length; i++)
            {
                for (var term = 0; term < left.Length; term++)
                {
                    var ((source, cell), channel) = (meeting[term % meeting.Length], term / meeting.Length);
                    left[term] = x[(image * channels + channel) * plane + source];
                    right[term] = w[((image % groups * channels + channel) * filters + first + i) * cells + cell];
                }
                results[i] = T.Dot(new Strided<T>(left), new Strided<T>(right), bias is null ? T.Exact(0) : bias[image % groups * filters + first + i]);
            }
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        [
            "x=1x3x5x5,w=3x4x3x3,strides=2x2,pads=1x1x1x1", "x=2x8x4x4,w=8x3x1x1", "x=1x4x5x6,w=4x2x3x3,group=2,b=1", "x=1x6x4x4,w=6x1x2x2,group=6,strides=2x2",
            "x=1x2x5x4,w=2x3x3x3,dilations=2x2", "x=1x3x7,w=3x4x4,strides=3,added=2,b=1", "x=1x2x3x3x4,w=2x2x2x3x2,strides=1x2x2", "x=1x2x4x5,w=2x3x3x3,strides=2x2,auto=SAME_UPPER",
            "x=1x2x4x5,w=2x3x4x4,strides=2x2,auto=SAME_LOWER", "x=1x2x4x5,w=2x3x3x3,strides=2x2,to=9x12", "x=0x3x4x4,w=3x2x3x3", "x=1x32x7x7,w=32x16x4x4,strides=2x2,pads=1x1x1x1,b=1",
        ],
        DataSets.Sums);

    public static void Build(CaseBuilder builder)
    {
        var filter = builder.Ints("w");
        builder.Input("X", builder.Ints("x"));
        builder.Input("W", filter);
        if (builder.Has("b"))
            builder.Input("B", filter[1] * builder.Int("group", 1));
        Windowed.Attributes(builder);
        builder.Attribute(NodeAttribute.Int("group", builder.Int("group", 1)));
        if (builder.Has("added"))
            builder.Attribute(NodeAttribute.Ints("output_padding", builder.Ints("added")));
        if (builder.Has("to"))
            builder.Attribute(NodeAttribute.Ints("output_shape", builder.Ints("to")));
        if (new TransposedWindow(new AttributeList(builder.Attributes), Extents(new Shape(builder.Ints("x"))), Extents(new Shape(filter))).LacksPadding)
            throw new FormatException("the output is larger than kernel and strides cover: the specification does not say on which side nothing is added");
    }
}
