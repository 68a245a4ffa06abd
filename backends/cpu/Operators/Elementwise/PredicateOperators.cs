// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Whether elements are NaN; 8-bit formats by way of fp64.</summary>
internal sealed class IsNaNOperator() : Operator("IsNaN", 9, 20)
{
    protected override ImmutableArray<DType> Types => [.. TypeSets.Real, .. TypeSets.Float8];

    public override void Build(PlanBuilder builder, Node node) =>
        Unary.AddScalar<double, bool, IsNaNFunction>(builder, CastSteps.As(builder, node.Inputs[0], DType.Float64),
            builder.SlotOf(node.Outputs[0]), builder.Count(node.Outputs[0]));
}

/// <summary>Whether elements are infinite, of the signs that the attributes name; 8-bit formats by way of fp64.</summary>
internal sealed class IsInfOperator() : Operator("IsInf", 10, 20)
{
    protected override ImmutableArray<string> Attributes => ["detect_negative", "detect_positive"];

    protected override ImmutableArray<DType> Types => [.. TypeSets.Real, .. TypeSets.Float8];

    public override void Build(PlanBuilder builder, Node node) =>
        Unary.AddScalar<double, bool, IsInfFunction>(builder, CastSteps.As(builder, node.Inputs[0], DType.Float64),
            builder.SlotOf(node.Outputs[0]), builder.Count(node.Outputs[0]),
            new(node.Attributes.Int("detect_positive", 1) != 0, node.Attributes.Int("detect_negative", 1) != 0));
}
