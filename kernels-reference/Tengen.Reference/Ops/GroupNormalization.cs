// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Normalisation of groups of channels. Source: ONNX GroupNormalization-21; Wu and He, arXiv 1803.08494.</summary>
internal sealed class GroupNormalization : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "GroupNormalization",
        Versions = [18, 21],
        Inputs = [new("X", Types.Floats, "T"), new("scale", Types.Floats, "T"), new("bias", Types.Floats, "T")],
        Outputs = [new("Y", Types.Floats, "T")],
        Attributes = [new("epsilon", AttributeType.Float, 1e-5f), new("num_groups", AttributeType.Int, Required: true), Stash.Attribute],
        Upgrade = Upgrade,
        Infer = Infer,
        Summary = "Y = scale (X - mean) / sqrt(variance + epsilon) + bias; mean and population variance are those of one of num_groups equal groups of the channels of one " +
            "image, scale and bias are per channel; all before scale may be computed in stash_type. ONNX GroupNormalization-21.",
    };

    public static DType Precision(AttributeList attributes) => Stash.Of(attributes);

    public static ImmutableArray<string> Forms => GroupStatistics.Forms;

    /// <summary>In version 18 scale and bias have one element per group.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        var (node, shape) = (context.Node, context.InputShape(0));
        var groups = node.Attributes.Int("num_groups", 1);
        if (!shape.HasRank || shape.Rank < 2 || Shape.IsSymbol(shape[1]))
            throw context.Error("before version 21 scale and bias are per group, which needs the number of channels");
        context.Node = node with { Inputs = [node.Inputs[0], PerChannel(context, node.Inputs[1], groups, shape[1]), PerChannel(context, node.Inputs[2], groups, shape[1])] };
    }

    private static int PerChannel(UpgradeContext context, int perGroup, long groups, long channels)
    {
        var (column, matrix, flat) = (context.Value(), context.Value(), context.Value());
        context.Emit(new Node("", "Unsqueeze", 0, [perGroup, context.Constant(Tensor.Of<long>([1], 1))], [column], AttributeList.Empty));
        context.Emit(new Node("", "Expand", 0, [column, context.Constant(Tensor.Of<long>([groups, channels / groups], 2))], [matrix], AttributeList.Empty));
        context.Emit(new Node("", "Reshape", 0, [matrix, context.Constant(Tensor.Of<long>([channels], 1))], [flat], AttributeList.Empty));
        return flat;
    }

    private static void Infer(ShapeContext context)
    {
        var (x, groups) = (context.InputShape(0), context.Attributes.Int("num_groups", 1));
        GroupStatistics.Infer(context);
        Stash.Checked(context);
        if (groups < 1 || (x.HasRank && x[1] % groups != 0 && !Shape.IsSymbol(x[1])))
            throw context.Error("num_groups", $"{x[1]} channels do not make {groups} groups");
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => GroupStatistics.Run(context, (int)context.Attributes.Int("num_groups", 1), null);

    /// <summary><c>welford</c>: mean and sum of squares updated element by element. <c>folded</c>: x times scale/deviation, plus bias - mean times scale/deviation.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> =>
        GroupStatistics.Run(context, (int)context.Attributes.Int("num_groups", 1), form);

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=2x6x7x7,groups=3", "x=1x4x17,groups=1", "x=1x3x5,groups=3", "x=0x4x3,groups=2", "x=1x32x15x17,groups=8", "x=3x8,groups=2"], GroupStatistics.Data);

    /// <summary>fp64 is asked for in both stages: by default the statistics, and the division by them, may be in fp32.</summary>
    public static void Build(CaseBuilder builder)
    {
        GroupStatistics.Build(builder, "scale", "bias");
        builder.Attribute(NodeAttribute.Int("num_groups", builder.Int("groups")));
        if (builder.Type == DType.Float64)
            builder.Attribute(NodeAttribute.Int(Stash.Attribute.Name, Types.ToOnnx(DType.Float64)));
    }
}
