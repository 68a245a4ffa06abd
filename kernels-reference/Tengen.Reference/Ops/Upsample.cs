// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A tensor enlarged along its axes; Resize took its place. Source: ONNX Upsample-9.</summary>
internal sealed class Upsample : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.TensorsBeforeBFloat16.Where(type => type.IsFloat || type.IsInteger || type == DType.Bool)];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "Upsample",
        Versions = [7, 9],
        Inputs = [new("X", Supported, "T"), new("scales", [DType.Float32], "tensor(float)")],
        Outputs = [new("Y", Supported, "T")],
        Attributes = [new("mode", AttributeType.String, "nearest", Allowed: ["nearest", "linear"])],
        ShapeInputs = [1],
        Upgrade = Upgrade,
        Infer = Infer,
        Summary = "Extents are floor(extent * scale). nearest takes element floor(i / scale); linear, whose coordinates the text leaves open, is read as asymmetric. ONNX Upsample-9.",
    };

    /// <summary>In version 7 scales is an attribute.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        if (context.Node.Attributes["scales"] is { } scales)
            context.Node = context.Node with { Inputs = [context.Node.Inputs[0], context.Constant(Tensor.Of(scales.AsFloats.AsSpan(), scales.AsFloats.Length))], Attributes = context.Node.Attributes.Without("scales") };
    }

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        var scales = context.InputValue(1) is { } given ? Decoded.Reals(given) : null;
        if (shape.HasRank && scales is not null && scales.Length != shape.Rank)
            throw context.Error("scales", $"{scales.Length} scales are not one for each axis of {shape}");
        context.SetOutput(0, context.InputType(0), shape.HasRank
            ? new Shape([.. shape.Dims.Select((dim, axis) => scales?[axis] == 1 ? dim
                : scales is null || Shape.IsSymbol(dim) ? context.NewDim("upsampled")
                : (long)MathF.Floor(dim * (float)scales[axis]))])
            : Shape.Unknown);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var attributes = context.Attributes.With(NodeAttribute.String("coordinate_transformation_mode", "asymmetric")).With(NodeAttribute.String("nearest_mode", "floor"));
        Resampling.Run(context, ResizeTarget.Axes(attributes, context.InputDims(0), null, context.Exact(1), null), reciprocal: false);
    }

    public static CaseSpace Cases { get; } = new([DType.Float32, DType.Float16, DType.Float64], ["x=1x2x5x7,scales=1x1x2x3", "x=1x2x5x7,scales=1x1x2x2,mode=linear", "x=3x4,scales=1x2", "x=0x3,scales=1x2"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("X", builder.Ints("x"));
        builder.Constant("scales", Tensor.Of<float>([.. builder.Ints("scales").Select(scale => (float)scale)], builder.Ints("scales").Length));
        builder.Attribute(NodeAttribute.String("mode", builder.Text("mode", "nearest")));
    }
}
