// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Transposed convolution: one image after the other, the product of all taps with all positions, whose terms then add up where they fall.
/// </summary>
internal sealed unsafe class ConvTransposeOperator() : Operator("ConvTranspose", 1, 22)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "group", "output_padding", "output_shape"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (image, weights) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[1]));
        var axes = TransposedWindowReader.Read(node, image.AsSpan(), builder.Dims(node.Outputs[0]).AsSpan(), weights.AsSpan()[2..]);
        var group = (int)node.Attributes.Int("group", 1);
        var shape = new ConvShape((int)image[0], group, (int)image[1], (int)weights[1] * group, Window.Of(axes, builder.Constants));
        var size = shape.Window.OutputSize;
        var columns = Window.Of([new WindowAxis(size, size, 1, 1, 1, 0, 0)], builder.Constants);
        if (builder.Type(node.Inputs[0]) == DType.Float64)
            BuildDouble(builder, node, shape, columns);
        else
            BuildFloat(builder, node, shape, columns);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (image, weights) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape);
        if (WindowReader.Check(node, image.Rank) is { } limit)
            return limit;
        var group = node.Attributes.Int("group", 1);
        if (weights.Rank != image.Rank || group < 1 || image.Dims[1] % group != 0 || weights.Dims[0] != image.Dims[1] || weights.Dims.Any(extent => extent == 0))
            return Support.No(Why.Shape, $"ConvTranspose of {image} by {weights} in {group} groups is not consistent");
        foreach (var name in (string[])["output_padding", "output_shape"])
            if (node.Attributes.Ints(name) is { IsDefault: false } values && (values.Length != image.Rank - 2 || values.Any(value => value is < 0 or > int.MaxValue)))
                return Support.No(Why.Attribute, $"ConvTranspose needs {image.Rank - 2} {name} of at least 0, not {node.Attributes[name]}");
        return SameType(graph, node);
    }

    private static void BuildFloat(PlanBuilder builder, Node node, ConvShape shape, Window columns)
    {
        var (rows, size) = (shape.OutPerGroup * shape.Window.Taps, columns.OutputSize);
        var path = KernelPaths.Choose(rows, size);
        var blocking = KernelPaths.Block(path, rows, size, shape.InPerGroup);
        var left = LeftPanels.Pack(builder, node.Inputs[1], blocking, shape.Group, 1, rows);
        var (input, bias, output) = (builder.Float(node.Inputs[0]), builder.OptionalFloat(node, 2), builder.FloatResult(node.Outputs[0]));
        var terms = builder.Temporary((long)shape.Group * rows * size * sizeof(float));
        builder.Add([input, left, bias], [output, terms], MatrixProduct<ConvolutionPanels<float>>.ScratchBytes(blocking, builder.Pool.Width), (in frame) =>
        {
            for (var image = 0; image < shape.Batch; image++)
            {
                var product = new MatrixProduct<ConvolutionPanels<float>>
                {
                    Path = path,
                    Blocking = blocking,
                    Batches = shape.Group,
                    Groups = shape.Group,
                    Left = frame.Floats(left),
                    Right = new ConvolutionPanels<float>(frame.Floats(input) + (nint)image * shape.In * size, columns, shape.InPerGroup),
                    Product = frame.Floats(terms),
                    Stride = size,
                    Scratch = (float*)frame.Scratch,
                };
                product.Run(frame.Pool);
                AddUp(frame, shape, image, frame.Floats(terms), frame.Optional(bias), frame.Floats(output));
            }
        });
    }

    private static void BuildDouble(PlanBuilder builder, Node node, ConvShape shape, Window columns)
    {
        var (rows, size) = (shape.OutPerGroup * shape.Window.Taps, columns.OutputSize);
        var (input, weights, output) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.SlotOf(node.Outputs[0]));
        var bias = node.HasInput(2) ? builder.SlotOf(node.Inputs[2]) : -1;
        var terms = builder.Temporary((long)shape.Group * rows * size * sizeof(double));
        var scratch = NumberProduct<double, ConvolutionPanels<double>>.ScratchBytes(shape.InPerGroup, builder.Pool.Width);
        builder.Add([input, weights, bias], [output, terms], scratch, (in frame) =>
        {
            for (var image = 0; image < shape.Batch; image++)
            {
                var product = new NumberProduct<double, ConvolutionPanels<double>>
                {
                    Left = frame.At<double>(weights),
                    RowStride = 1,
                    DepthStride = rows,
                    GroupStride = (nint)rows * shape.InPerGroup,
                    Right = new ConvolutionPanels<double>(frame.At<double>(input) + (nint)image * shape.In * size, columns, shape.InPerGroup),
                    Product = frame.At<double>(terms),
                    Rows = rows,
                    Columns = size,
                    Depth = shape.InPerGroup,
                    Batches = shape.Group,
                    Groups = shape.Group,
                    Scratch = (double*)frame.Scratch,
                };
                product.Run(frame.Pool);
                AddUp(frame, shape, image, frame.At<double>(terms), (double*)frame.Optional(bias), frame.At<double>(output));
            }
        });
    }

    private static void AddUp<T>(in Frame frame, ConvShape shape, int image, T* terms, T* bias, T* output) where T : unmanaged, System.Numerics.INumber<T>
    {
        var body = new TransposedConvolution<T>
        {
            Window = shape.Window,
            Terms = terms,
            Bias = bias,
            Output = output + (nint)image * shape.Out * shape.Window.InputSize,
        };
        frame.Pool.Run(shape.Out, ref body);
    }
}
