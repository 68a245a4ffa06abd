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

/// <summary>A tensor resampled along its axes. Source: ONNX Resize-19.</summary>
internal sealed class Resize : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Floats, .. Types.Integers, DType.Bool];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "Resize",
        Versions = [10, 11, 13, 18, 19],
        Inputs =
        [
            new("X", Supported, "T1"), new("roi", [DType.Float32, DType.Float16, DType.Float64], "T2", Optional: true),
            new("scales", [DType.Float32], "tensor(float)", Optional: true), new("sizes", [DType.Int64], "tensor(int64)", Optional: true),
        ],
        Outputs = [new("Y", Supported, "T1")],
        Attributes =
        [
            new("antialias", AttributeType.Int, 0), new("axes", AttributeType.Ints), new("coordinate_transformation_mode", AttributeType.String, "half_pixel"),
            new("cubic_coeff_a", AttributeType.Float, -0.75f), new("exclude_outside", AttributeType.Int, 0), new("extrapolation_value", AttributeType.Float, 0f),
            new("keep_aspect_ratio_policy", AttributeType.String, "stretch", Allowed: ["stretch", "not_larger", "not_smaller"]),
            new("mode", AttributeType.String, "nearest", Allowed: ["nearest", "linear", "cubic"]),
            new("nearest_mode", AttributeType.String, "round_prefer_floor", Allowed: ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"]),
        ],
        ShapeInputs = [1, 2, 3],
        Upgrade = Upgrade,
        Infer = Infer,
        Summary = "Every position of Y is mapped into X axis by axis; nearest takes one element, linear and cubic weigh the 2 or 4 around it (more with antialias where it shrinks), edges repeated. " +
            "The formulas' length_resized is scale times length, whole or not, as in the official cases. Interpolation of integers is open and refused by the oracle. ONNX Resize-19.",
    };

    /// <summary>Version 10 has scales alone and says nothing of coordinates: read as Upsample, asymmetric and rounded down.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        var node = context.Node;
        if (node.Version < 11)
            context.Node = node with
            {
                Inputs = [node.Inputs[0], Node.Absent, node.Inputs[1]],
                Attributes = node.Attributes.With(NodeAttribute.String("coordinate_transformation_mode", "asymmetric")).With(NodeAttribute.String("nearest_mode", "floor")),
            };
    }

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        var (scaled, sized) = (ResizeTarget.Lists(context, 2), ResizeTarget.Lists(context, 3));
        if (scaled == sized)
            throw context.Error("target", "exactly one of scales and sizes must be given");
        if (!shape.IsStatic || context.InputValue(scaled ? 2 : 3) is not { } target || (ResizeTarget.Lists(context, 1) && context.InputValue(1) is null))
        {
            context.SetOutput(0, context.InputType(0), shape.HasRank ? new Shape([.. shape.Dims.Select((dim, axis) => Unchanged(context, axis) ? dim : Asked(context, axis) ?? context.NewDim("resized"))]) : Shape.Unknown);
            return;
        }
        var roi = ResizeTarget.Lists(context, 1) ? Decoded.Reals(context.InputValue(1)!) : null;
        int[] dims = [.. shape.Dims.Select(dim => checked((int)dim))];
        var axes = ResizeTarget.Axes(context.Attributes, dims, roi, scaled ? Decoded.Reals(target) : null, scaled ? null : Decoded.Longs(target));
        if (axes.Any(axis => axis.Input == 0 && axis.Output > 0))
            throw context.Error("target", $"nothing can be made into something: an axis of {shape} is empty");
        context.SetOutput(0, context.InputType(0), new Shape([.. axes.Select(axis => (long)axis.Output)]));
    }

    private static bool Unchanged(ShapeContext context, int axis) => context.Attributes.Ints("axes") is { IsDefault: false } axes
        ? !axes.Any(listed => listed == axis || listed + context.InputShape(0).Rank == axis)
        : context.HasInput(2) && context.InputValue(2) is { Count: > 0 } scales && Element.Real(scales, axis) == 1;

    /// <summary>The size asked for along an axis, whatever the input's is; null when it depends on that.</summary>
    private static long? Asked(ShapeContext context, int axis) =>
        context.Attributes.String("keep_aspect_ratio_policy", "stretch") == "stretch" && !context.Attributes.Has("axes") && context.Known(3) is { IsEmpty: false } sizes ? sizes[axis] : null;

    public static ImmutableArray<string> Forms => ["reciprocal"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, reciprocal: false);

    /// <summary><c>reciprocal</c>: coordinates times the rounded reciprocal of the scale.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, reciprocal: true);

    private static void Run<T>(KernelContext<T> context, bool reciprocal) where T : unmanaged, INumber<T>
    {
        double[]? Listed(int input) => context.HasInput(input) && context.InputSize(input) > 0 ? context.Exact(input) : null;
        var sizes = Listed(3) is { } asked ? Array.ConvertAll(asked, size => (long)size) : null;
        Resampling.Run(context, ResizeTarget.Axes(context.Attributes, context.InputDims(0), Listed(1), Listed(2), sizes), reciprocal);
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        [
            "x=1x2x5x7,to=1x2x10x14,mode=linear", "x=1x2x5x7,to=1x2x10x14", "x=1x2x8x8,to=1x2x4x4", "x=1x1x6x5,to=1x1x9x8,mode=cubic", "x=1x2x5x7,to=1x2x9x13,mode=linear,at=align_corners",
            "x=1x2x5x7,to=1x2x10x14,at=asymmetric,nearest=floor", "x=1x1x16x12,to=1x1x8x4,mode=linear,antialias=1", "x=1x1x16x12,to=1x1x8x6,mode=cubic,antialias=1",
            "x=1x3x9,to=1x3x17,mode=linear,at=pytorch_half_pixel", "x=1x1x4x4,to=1x1x8x8,mode=cubic,outside=1", "x=0x2x3x3,to=0x2x6x6,mode=linear", "x=1x1x2x3x4,to=1x1x4x6x8,mode=linear",
        ],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("X", builder.Ints("x"));
        builder.Absent();
        builder.Absent();
        builder.Constant("sizes", Tensor.Of<long>(builder.Ints("to"), builder.Ints("to").Length));
        builder.Attribute(NodeAttribute.String("mode", builder.Text("mode", "nearest")));
        builder.Attribute(NodeAttribute.String("coordinate_transformation_mode", builder.Text("at", "half_pixel")));
        builder.Attribute(NodeAttribute.String("nearest_mode", builder.Text("nearest", "round_prefer_floor")));
        builder.Attribute(NodeAttribute.Int("antialias", builder.Int("antialias", 0)));
        builder.Attribute(NodeAttribute.Int("exclude_outside", builder.Int("outside", 0)));
    }
}
