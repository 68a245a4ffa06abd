// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Normalisation of the last axes, in two passes: a work group a row on graphics processors, a work item a row elsewhere.</summary>
internal sealed class LayerNormalizationOperator() : Operator("LayerNormalization", 17, 17, TypeSets.Float, "axis", "epsilon")
{
    protected override int LeastInputs => 2;

    private const int Group = 256;

    protected override bool Divides => true;

    public override void Build(PlanBuilder plan, Node node)
    {
        var (x, dims, type) = (node.Inputs[0], plan.Dims(node.Inputs[0]), ElementType.Of(plan.Type(node.Inputs[0])));
        var length = (uint)LengthOf(node, dims);
        var rows = plan.Count(x) == 0 ? 0 : (uint)(plan.Count(x) / length);
        var epsilon = Scalar.Real(node.Attributes.Float("epsilon", 1e-5f), type);
        var bias = node.HasInput(2) ? node.Inputs[2] : Node.Absent;
        (string, ElementType)[] operands = [("X", type), ("S", type), ("B", type), ("Y", type)];
        var source = plan.Source("layer.cl", type, bias == Node.Absent ? [] : ["BIAS"], [.. operands, ("M", ElementType.Of(DType.Float32))]);
        int[] slots = [plan.SlotOf(x), plan.SlotOf(node.Inputs[1]), .. bias == Node.Absent ? ReadOnlySpan<int>.Empty : [plan.SlotOf(bias)], plan.SlotOf(node.Outputs[0])];
        plan.Launch(source, plan.Device.PrefersGroups ? "layer_group" : "layer_item",
            plan.Device.PrefersGroups ? new Grid([(ulong)rows * Group], [Group]) : new Grid([rows], [1]),
            slots, length, StepOf(plan, node.Inputs[1]), bias == Node.Absent ? 0 : StepOf(plan, bias), epsilon);
        if (node.HasOutput(1))
            plan.Launch(Statistics(plan, node, 1, type), "row_mean", Grid.Line(rows), [plan.SlotOf(x), plan.SlotOf(node.Outputs[1])], rows, length);
        if (node.HasOutput(2))
            plan.Launch(Statistics(plan, node, 2, type), "row_inverse", Grid.Line(rows), [plan.SlotOf(x), plan.SlotOf(node.Outputs[2])], rows, length, epsilon);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        var axis = Axis(node, -1, dims.Length);
        if (axis < 0 || axis >= dims.Length)
            return Support.No(Why.Attribute, $"op:LayerNormalization.axis: axis {node.Attributes.Int("axis", -1)} is outside a rank of {dims.Length}");
        foreach (var input in node.Inputs.Skip(1).Where(input => input != Node.Absent))
        {
            var shape = graph.Values[input].Shape;
            if (Shape.CountOf(shape.Dims.AsSpan()) != 1 && !shape.Dims.SkipWhile(dim => dim == 1).SequenceEqual(dims[axis..].SkipWhile(dim => dim == 1)))
                return Support.No(Why.Shape, $"op:LayerNormalization.scale: {graph.Values[input]} is neither one element nor of the normalised axes of {new Shape(dims)}");
        }
        return SameType(graph, node);
    }

    private static string Statistics(PlanBuilder plan, Node node, int output, ElementType type) =>
        plan.Source("layer.cl", type, ("X", type), ("S", type), ("B", type), ("Y", type), ("M", ElementType.Of(plan.Type(node.Outputs[output]))));

    private static long LengthOf(Node node, ImmutableArray<long> dims) => Shape.CountOf(dims.AsSpan()[Axis(node, -1, dims.Length)..]);

    private static uint StepOf(PlanBuilder plan, int value) => plan.Count(value) == 1 ? 0u : 1;
}
