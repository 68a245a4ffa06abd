// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>What both directions share: one scale and zero point for a tensor, for a slice along an axis, or for a block of one.</summary>
internal abstract class QuantizationOperator(string name, ImmutableArray<DType> types) : Operator(name, 10, 25, types, "axis", "block_size", "output_dtype")
{
    protected static readonly ImmutableArray<DType> Real = [DType.Float32, DType.Float16, DType.BFloat16];

    protected static readonly ImmutableArray<DType> Narrow = [DType.Int8, DType.UInt8, DType.Int16, DType.UInt16];

    protected override int LeastInputs => 2;

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (x, scale) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[1]]);
        if (!Real.Contains(scale.Type))
            return Support.No(Why.DType, $"op:{Name}.scale: a scale of {scale.Type} is not taken; {string.Join(", ", Real)} are");
        if (node.HasInput(2) && graph.Values[node.Inputs[2]].Shape != scale.Shape)
            return Support.No(Why.Shape, $"op:{Name}.zero_point: {graph.Values[node.Inputs[2]]} is not of the shape of {scale}");
        if (IsOne(scale.Shape))
            return null;
        var (axis, block) = (Axis(node, 1, x.Shape.Rank), node.Attributes.Int("block_size", 0));
        if (axis < 0 || axis >= x.Shape.Rank || block < 0)
            return Support.No(Why.Attribute, $"op:{Name}.axis: axis {axis} with blocks of {block} is not in {x}");
        var expected = block == 0 ? new Shape(x.Shape[axis]) : new Shape(x.Shape.Dims.SetItem(axis, (x.Shape[axis] + block - 1) / block));
        return scale.Shape == expected ? null : Support.No(Why.Shape, $"op:{Name}.scale: {scale} is not the {expected} that axis {axis} of {x} takes");
    }

    protected static bool IsOne(Shape scale) => scale.Rank <= 1 && Shape.CountOf(scale.Dims.AsSpan()) == 1;

    /// <summary>The arguments that <c>quantize.cl</c> calls PARAMETERS.</summary>
    protected static Scalar[] Parameters(PlanBuilder plan, Node node)
    {
        var (dims, scale, count) = (plan.Dims(node.Inputs[0]), plan.Dims(node.Inputs[1]), (uint)plan.Count(node.Inputs[0]));
        if (IsOne(new Shape(scale)))
            return [count, 1u, 1u, 1u, 0u, 0u, 0u];
        var (axis, block) = (Axis(node, 1, dims.Length), (uint)node.Attributes.Int("block_size", 0));
        var inner = (uint)Shape.CountOf(dims.AsSpan()[(axis + 1)..]);
        return block == 0
            ? [count, (uint)dims[axis], inner, 1u, 0u, 1u, 0u]
            : [count, (uint)dims[axis], inner, block, (uint)scale[axis] * inner, inner, 1u];
    }

    protected static int[] Slots(PlanBuilder plan, Node node) =>
        [.. node.Inputs.Where(input => input != Node.Absent).Select(plan.SlotOf), plan.SlotOf(node.Outputs[0])];

    protected static string Source(PlanBuilder plan, Node node, params string[] defines)
    {
        var zero = node.HasInput(2) ? ElementType.Of(plan.Type(node.Inputs[2])) : null;
        return plan.Source("quantize.cl", ElementType.Of(DType.Float32), zero is null ? defines : [.. defines, "ZERO"], ("X", ElementType.Of(plan.Type(node.Inputs[0]))),
            ("S", ElementType.Of(plan.Type(node.Inputs[1]))), ("Z", zero ?? ElementType.Of(DType.UInt8)), ("Y", ElementType.Of(plan.Type(node.Outputs[0]))));
    }
}

/// <summary>Real numbers to integers of 8 or 16 bits.</summary>
internal sealed class QuantizeLinearOperator() : QuantizationOperator("QuantizeLinear", Real)
{
    protected override bool Divides => true;

    public override void Build(PlanBuilder plan, Node node)
    {
        var (target, scale) = (plan.Type(node.Outputs[0]), plan.Type(node.Inputs[1]));
        var low = target.IsSigned ? -(1 << (target.Bits - 1)) : 0;
        var type = ElementType.Of(DType.Float32);
        string[] quotient = scale == DType.Float16 ? ["HALF_QUOTIENT"] : scale == DType.BFloat16 ? ["BF16_QUOTIENT"] : [];
        plan.Launch(Source(plan, node, ["QUANTIZE", .. quotient]), "quantize", Grid.Line((uint)plan.Count(node.Outputs[0])), Slots(plan, node),
            [.. Parameters(plan, node), Scalar.Real(low, type), Scalar.Real(low + (1 << target.Bits) - 1, type)]);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var target = graph.Values[node.Outputs[0]].Type;
        if (!Narrow.Contains(target) || (node.HasInput(2) && graph.Values[node.Inputs[2]].Type != target))
            return Support.No(Why.DType, $"op:QuantizeLinear.target: {target} is not taken; {string.Join(", ", Narrow)} with a zero point of the same type are");
        return base.CheckMore(graph, node);
    }
}

/// <summary>Integers to real numbers.</summary>
internal sealed class DequantizeLinearOperator() : QuantizationOperator("DequantizeLinear", [.. Narrow, DType.Int32])
{
    public override void Build(PlanBuilder plan, Node node) =>
        plan.Launch(Source(plan, node), "dequantize", Grid.Line((uint)plan.Count(node.Outputs[0])), Slots(plan, node), [.. Parameters(plan, node)]);

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var result = graph.Values[node.Outputs[0]].Type;
        if (!Real.Contains(result))
            return Support.No(Why.DType, $"op:DequantizeLinear.output_dtype: {result} is not taken; {string.Join(", ", Real)} are");
        return SameType(graph, node, 2) ?? base.CheckMore(graph, node);
    }
}
