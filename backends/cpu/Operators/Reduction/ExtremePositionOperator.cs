// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Reduction;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>ArgMax and ArgMin.</summary>
internal sealed class ExtremePositionOperator(string name, bool greatest) : Operator(name, 1, 13)
{
    protected override ImmutableArray<string> Attributes => ["axis", "keepdims", "select_last_index"];

    protected override ImmutableArray<DType> Types => TypeSets.Number;

    public override void Build(PlanBuilder builder, Node node) =>
        ElementTypes.Number(builder.Type(node.Inputs[0]), new Case(builder, node, greatest));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        if (dims.Length == 0)
            return null;
        var axis = Axis(node, 0, dims.Length);
        if (axis < 0 || axis >= dims.Length)
            return Support.No(Why.Attribute, $"{Name} of rank {dims.Length} has no axis {axis}");
        return dims[axis] == 0 && Shape.CountOf(graph.Values[node.Outputs[0]].Shape.Dims.AsSpan()) != 0
            ? Support.No(Why.Shape, $"{Name} among no elements has no position")
            : null;
    }

    private readonly unsafe struct Case(PlanBuilder builder, Node node, bool greatest) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var dims = builder.Dims(node.Inputs[0]);
            var (lines, max, last) = (Lines.Along(dims, Axis(node, 0, dims.Length)), greatest, node.Attributes.Int("select_last_index", 0) != 0);
            var (from, to) = (builder.Operand(node.Inputs[0]), builder.SlotOf(node.Outputs[0]));
            builder.Add([from], [to], 0, (in frame) =>
            {
                var body = new ExtremePosition<T>(lines, max, last, frame.At<T>(from), frame.At<long>(to));
                frame.Pool.Run(body.Items, ref body);
            });
        }
    }
}
