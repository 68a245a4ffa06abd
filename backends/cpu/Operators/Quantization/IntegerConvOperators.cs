// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Quantization;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Convolution of 8-bit integers with zero points, summed in 32 bits; padding counts as the zero point.</summary>
internal sealed class ConvIntegerOperator() : Operator("ConvInteger", 10, 10)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "group"];

    protected override ImmutableArray<DType> Types => IntegerSteps.Types;

    public override void Build(PlanBuilder builder, Node node) => IntegerConv.AddSums(builder, node, (0, 2), (1, 3), builder.SlotOf(node.Outputs[0]));

    protected override Support? CheckMore(Graph graph, Node node) => IntegerConv.Check(graph, node, (0, 2), (1, 3));
}

/// <summary>The same, with a bias, brought back to 8 bits by the scales.</summary>
internal sealed class QLinearConvOperator() : Operator("QLinearConv", 10, 10)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "group"];

    protected override ImmutableArray<DType> Types => IntegerSteps.Types;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Outputs[0]);
        var (lines, inner) = ((nint)(dims[0] * dims[1]), (nint)Product(dims, 2, dims.Length));
        var sums = builder.Temporary((long)lines * inner * sizeof(int));
        IntegerConv.AddSums(builder, node, (0, 2), (3, 5), sums);
        var one = new ScaleShape(lines, inner, 1, 0, 1, 0, 0);
        var scales = new Scales(
            QuantizationShape.Single(builder, node.Inputs[1]),
            one,
            QuantizationShape.Single(builder, node.Inputs[4]),
            IntegerSteps.PerRow(builder.Graph.Values[node.Inputs[4]], lines, (nint)dims[1], inner)!.Value,
            QuantizationShape.Single(builder, node.Inputs[6]),
            one,
            builder.SlotOf(node.Inputs[7]),
            node.HasInput(8) ? builder.SlotOf(node.Inputs[8]) : -1,
            (nint)dims[1]);
        IntegerSteps.Requantize(builder, node.Outputs[0], sums, scales.Reads, lines, inner, scales);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (IntegerConv.Check(graph, node, (0, 2), (3, 5)) is { } refusal)
            return refusal;
        var (output, channels) = (graph.Values[node.Outputs[0]], graph.Values[node.Inputs[3]].Shape[0]);
        if (!IntegerSteps.Types.Contains(output.Type) || graph.Values[node.Inputs[7]].Type != output.Type)
            return Support.No(Why.DType, $"QLinearConv to {output} with zero point {graph.Values[node.Inputs[7]]} is not taken");
        foreach (var (input, most) in ((int, long)[])[(1, 1), (4, channels), (6, 1), (7, 1)])
            if (graph.Values[node.Inputs[input]] is var value && Shape.CountOf(value.Shape.Dims.AsSpan()) is var count && (count != 1 && count != most || (input != 7 && !TypeSets.IsFloat(value.Type))))
                return Support.No(Why.Shape, $"QLinearConv takes no {value} as input {input}");
        return node.HasInput(8) && graph.Values[node.Inputs[8]] is var bias && (bias.Type != DType.Int32 || bias.Shape != new Shape(channels))
            ? Support.No(Why.DType, $"the bias of QLinearConv is i32, one for each channel, not {bias}")
            : null;
    }
}

internal static unsafe class IntegerConv
{
    public static Support? Check(Graph graph, Node node, (int Operand, int Zero) image, (int Operand, int Zero) weights)
    {
        if ((IntegerSteps.CheckZero(graph, node, image.Operand, image.Zero, IntegerSteps.Types) ?? IntegerSteps.CheckZero(graph, node, weights.Operand, weights.Zero, IntegerSteps.Types)) is { } refusal)
            return refusal;
        var (input, kernel, output) = (graph.Values[node.Inputs[image.Operand]].Shape, graph.Values[node.Inputs[weights.Operand]].Shape, graph.Values[node.Outputs[0]].Shape);
        var group = node.Attributes.Int("group", 1);
        if (WindowReader.Check(node, input.Rank) is { } limit)
            return limit;
        if (kernel.Rank != input.Rank || group < 1 || kernel[0] % group != 0 || kernel[1] * group != input[1] || output.Rank != input.Rank || output[0] != input[0] || output[1] != kernel[0])
            return Support.No(Why.Shape, $"{node.Op} of {input} by {kernel} in {group} groups to {output} is not consistent");
        if (kernel.Dims.Any(extent => extent == 0))
            return Support.No(Why.Shape, $"{node.Op} takes no weights without elements, {kernel}");
        return (node.HasInput(image.Zero) && Shape.CountOf(graph.Values[node.Inputs[image.Zero]].Shape.Dims.AsSpan()) != 1)
            || (node.HasInput(weights.Zero) && IntegerSteps.PerRow(graph.Values[node.Inputs[weights.Zero]], (nint)kernel[0], (nint)kernel[0], 1) is null)
            ? Support.No(Why.Shape, $"the zero points of {node.Op} are one for the image, and one or one a channel for the weights")
            : null;
    }

    /// <summary>Adds the steps that write the sums.</summary>
    public static void AddSums(PlanBuilder builder, Node node, (int Operand, int Zero) image, (int Operand, int Zero) weights, int to)
    {
        var (input, kernel) = (builder.Dims(node.Inputs[image.Operand]), builder.Dims(node.Inputs[weights.Operand]));
        var axes = WindowReader.Read(node, input.AsSpan(), builder.Dims(node.Outputs[0]).AsSpan(), kernel.AsSpan()[2..]);
        var shape = new ConvShape((int)input[0], (int)node.Attributes.Int("group", 1), (int)input[1], (int)kernel[0], Window.Of(axes, builder.Constants));
        var depth = shape.InPerGroup * shape.Window.Taps;
        var even = ShortProduct<ConvolutionPanels<short>>.EvenDepth(depth);
        var rows = node.HasInput(weights.Zero)
            ? IntegerSteps.PerRow(builder.Graph.Values[node.Inputs[weights.Zero]], shape.Out, shape.Out, depth)!.Value
            : new ScaleShape(shape.Out, depth, 1, 0, 1, 0, 0);
        var x = IntegerSteps.Centred(builder, node, image.Operand, image.Zero, ScaleShape.PerTensor((nint)builder.Count(node.Inputs[image.Operand])), (nint)builder.Count(node.Inputs[image.Operand]));
        var w = IntegerSteps.Centred(builder, node, weights.Operand, weights.Zero, rows, even);
        builder.Add([x, w], [to], ShortProduct<ConvolutionPanels<short>>.ScratchBytes(depth, builder.Pool.Width), (in frame) =>
        {
            var product = new ShortProduct<ConvolutionPanels<short>>
            {
                Left = frame.At<short>(w),
                Right = new ConvolutionPanels<short>(frame.At<short>(x), shape.Window, shape.InPerGroup),
                Product = frame.At<int>(to),
                Rows = shape.OutPerGroup,
                Columns = shape.Window.OutputSize,
                Depth = depth,
                Batches = shape.Batch * shape.Group,
                Groups = shape.Group,
                Scratch = frame.Scratch,
            };
            product.Run(frame.Pool);
        });
    }
}
