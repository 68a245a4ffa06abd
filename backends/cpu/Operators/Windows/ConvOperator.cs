// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Convolution over any number of dims, as an implicit matrix product; depthwise in fp32 by its own kernel.</summary>
internal sealed unsafe class ConvOperator() : Operator("Conv", 1, 22)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "group"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (image, weights) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[1]));
        var axes = WindowReader.Read(node, image.AsSpan(), builder.Dims(node.Outputs[0]).AsSpan(), weights.AsSpan()[2..]);
        var shape = new ConvShape((int)image[0], (int)node.Attributes.Int("group", 1), (int)image[1], (int)weights[0], Window.Of(axes, builder.Constants));
        if (builder.Type(node.Inputs[0]) == DType.Float64)
        {
            BuildDouble(builder, node, shape);
            return;
        }
        var input = builder.Float(node.Inputs[0]);
        var bias = builder.OptionalFloat(node, 2);
        var chain = EpilogueChain.Follow(builder, node.Outputs[0]);
        if (shape.Group == shape.In && shape.Group > 1)
            BuildDepthwise(builder, shape, input, builder.Float(node.Inputs[1]), bias, chain);
        else
            BuildProduct(builder, shape, input, node.Inputs[1], bias, chain);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (image, weights) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape);
        var group = node.Attributes.Int("group", 1);
        if (WindowReader.Check(node, image.Rank) is { } limit)
            return limit;
        if (weights.Rank != image.Rank || group < 1 || weights.Dims[0] % group != 0 || weights.Dims[1] * group != image.Dims[1])
            return Support.No(Why.Shape, $"Conv of {image} by {weights} in {group} groups is not consistent");
        return weights.Dims.Any(extent => extent == 0) ? Support.No(Why.Shape, $"Conv takes no weights without elements, {weights}") : SameType(graph, node);
    }

    private static void BuildDepthwise(PlanBuilder builder, ConvShape shape, int input, int weights, int bias, EpilogueChain chain)
    {
        var output = builder.FloatResult(chain.Output);
        var deviationBytes = (shape.Out * sizeof(float) + 63) & -64;
        var scratch = deviationBytes + DepthwiseConvolution.WorkerBytes(shape.Window) * builder.Pool.Width;
        builder.Add([input, weights, bias, .. chain.Reads], [output], scratch, (in frame) =>
        {
            var body = new DepthwiseConvolution
            {
                Window = shape.Window,
                Channels = shape.Out,
                Multiplier = shape.Out / shape.In,
                Image = frame.Floats(input),
                Weights = frame.Floats(weights),
                Output = frame.Floats(output),
                Epilogue = new Epilogue { RowBias = frame.Optional(bias) },
                Scratch = frame.Scratch + deviationBytes,
            };
            chain.Fill(frame, ref body.Epilogue, (float*)frame.Scratch, shape.Out);
            frame.Pool.Run(shape.Batch * shape.Out, ref body);
        });
    }

    private static void BuildProduct(PlanBuilder builder, ConvShape shape, int input, int weightsValue, int bias, EpilogueChain chain)
    {
        var (rows, columns) = (shape.OutPerGroup, shape.Window.OutputSize);
        var depth = shape.InPerGroup * shape.Window.Taps;
        var path = KernelPaths.Choose(rows, columns);
        var blocking = KernelPaths.Block(path, rows, columns, depth);
        var left = LeftPanels.Pack(builder, weightsValue, blocking, shape.Group);
        var output = builder.FloatResult(chain.Output);
        var deviationBytes = (shape.Out * sizeof(float) + 63) & -64;
        var scratch = deviationBytes + MatrixProduct<ConvolutionPanels<float>>.ScratchBytes(blocking, builder.Pool.Width);
        builder.Add([input, left, bias, .. chain.Reads], [output], scratch, (in frame) =>
        {
            var product = new MatrixProduct<ConvolutionPanels<float>>
            {
                Path = path,
                Blocking = blocking,
                Batches = shape.Batch * shape.Group,
                Groups = shape.Group,
                Left = frame.Floats(left),
                Right = new ConvolutionPanels<float>(frame.Floats(input), shape.Window, shape.InPerGroup),
                Product = frame.Floats(output),
                Stride = columns,
                Epilogue = new Epilogue { RowBias = frame.Optional(bias) },
                Scratch = (float*)(frame.Scratch + deviationBytes),
            };
            chain.Fill(frame, ref product.Epilogue, (float*)frame.Scratch, shape.Out);
            product.Run(frame.Pool);
        });
    }

    private static void BuildDouble(PlanBuilder builder, Node node, ConvShape shape)
    {
        var (input, weights, output) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.SlotOf(node.Outputs[0]));
        var bias = node.HasInput(2) ? builder.SlotOf(node.Inputs[2]) : -1;
        var (rows, depth) = (shape.OutPerGroup, shape.InPerGroup * shape.Window.Taps);
        var scratch = NumberProduct<double, ConvolutionPanels<double>>.ScratchBytes(depth, builder.Pool.Width);
        builder.Add([input, weights, bias], [output], scratch, (in frame) =>
        {
            var product = new NumberProduct<double, ConvolutionPanels<double>>
            {
                Left = frame.At<double>(weights),
                RowStride = depth,
                DepthStride = 1,
                GroupStride = (nint)rows * depth,
                Right = new ConvolutionPanels<double>(frame.At<double>(input), shape.Window, shape.InPerGroup),
                Product = frame.At<double>(output),
                Rows = rows,
                Columns = shape.Window.OutputSize,
                Depth = depth,
                Batches = shape.Batch * shape.Group,
                Groups = shape.Group,
                RowBias = (double*)frame.Optional(bias),
                Scratch = (double*)frame.Scratch,
            };
            product.Run(frame.Pool);
        });
    }
}
