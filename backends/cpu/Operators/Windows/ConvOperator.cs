// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Convolution over one or two dims, as an implicit matrix product; depthwise by its own kernel.</summary>
internal sealed unsafe class ConvOperator() : Operator("Conv", 1, 22)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "group"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (image, weights) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[1]));
        var window = WindowReader.Read(node, image.AsSpan(), builder.Dims(node.Outputs[0]).AsSpan(), weights.AsSpan()[2..]);
        var shape = new Shape((int)image[0], (int)node.Attributes.Int("group", 1), (int)image[1], (int)weights[0], window);
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
        if (weights.Rank != image.Rank || image.Rank < 3 || group < 1 || weights.Dims[0] % group != 0 || weights.Dims[1] * group != image.Dims[1])
            return Support.No(Why.Shape, $"Conv of {image} by {weights} in {group} groups is not consistent");
        return SameType(graph, node) ?? WindowReader.Check(node, image.Rank);
    }

    private static void BuildDepthwise(PlanBuilder builder, Shape shape, int input, int weights, int bias, EpilogueChain chain)
    {
        var output = builder.FloatResult(chain.Output);
        builder.Add([input, weights, bias, .. chain.Reads], [output], shape.Out * sizeof(float), (in frame) =>
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
            };
            chain.Fill(frame, ref body.Epilogue, (float*)frame.Scratch, shape.Out);
            frame.Pool.Run(shape.Batch * shape.Out, ref body);
        });
    }

    private static void BuildProduct(PlanBuilder builder, Shape shape, int input, int weightsValue, int bias, EpilogueChain chain)
    {
        var (rows, columns) = (shape.Out / shape.Group, shape.Window.OutputSize);
        var depth = shape.In / shape.Group * shape.Window.Taps;
        var path = KernelPaths.Choose(rows, columns);
        var blocking = KernelPaths.Block(path, rows, columns, depth);
        var left = LeftPanels.Pack(builder, weightsValue, blocking, shape.Group);
        var output = builder.FloatResult(chain.Output);
        var deviationBytes = (shape.Out * sizeof(float) + 63) & -64;
        var scratch = deviationBytes + MatrixProduct<ConvolutionPanels>.ScratchBytes(blocking, builder.Pool.Width);
        builder.Add([input, left, bias, .. chain.Reads], [output], scratch, (in frame) =>
        {
            var product = new MatrixProduct<ConvolutionPanels>
            {
                Path = path,
                Blocking = blocking,
                Batches = shape.Batch * shape.Group,
                Groups = shape.Group,
                Left = frame.Floats(left),
                Right = new ConvolutionPanels(frame.Floats(input), shape.Window, shape.In / shape.Group),
                Product = frame.Floats(output),
                Stride = columns,
                Epilogue = new Epilogue { RowBias = frame.Optional(bias) },
                Scratch = (float*)(frame.Scratch + deviationBytes),
            };
            chain.Fill(frame, ref product.Epilogue, (float*)frame.Scratch, shape.Out);
            product.Run(frame.Pool);
        });
    }

    private readonly record struct Shape(int Batch, int Group, int In, int Out, Window Window);
}
