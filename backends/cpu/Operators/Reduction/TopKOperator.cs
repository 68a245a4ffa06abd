// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Reduction;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The K greatest or least elements along an axis, always sorted; K is what the output's dims say.</summary>
internal sealed class TopKOperator() : Operator("TopK", 10, 24)
{
    protected override ImmutableArray<string> Attributes => ["axis", "largest", "sorted"];

    protected override ImmutableArray<DType> Types => TypeSets.Number;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Number(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        var axis = Axis(node, -1, dims.Length);
        if (axis < 0 || axis >= dims.Length)
            return Support.No(Why.Attribute, $"TopK of rank {dims.Length} has no axis {axis}");
        var k = graph.Values[Result(node)].Shape[axis];
        return k > dims[axis] ? Support.No(Why.Shape, $"TopK takes no {k} of {dims[axis]} elements") : null;
    }

    private static int Result(Node node) => node.HasOutput(0) ? node.Outputs[0] : node.Outputs[1];

    private readonly unsafe struct Case(PlanBuilder builder, Node node) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var dims = builder.Dims(node.Inputs[0]);
            var axis = Axis(node, -1, dims.Length);
            var (lines, greatest, k) = (Lines.Along(dims, axis), node.Attributes.Int("largest", 1) != 0, (int)builder.Dims(Result(node))[axis]);
            var from = builder.Operand(node.Inputs[0]);
            var (values, indices) = (node.HasOutput(0) ? builder.Result(node.Outputs[0]) : -1, node.HasOutput(1) ? builder.SlotOf(node.Outputs[1]) : -1);
            builder.Add([from], [values, indices], (long)k * builder.Pool.Width * sizeof(int), (in frame) =>
            {
                var body = new TopK<T>
                {
                    Lines = lines,
                    K = k,
                    Greatest = greatest,
                    Input = frame.At<T>(from),
                    Values = values < 0 ? null : frame.At<T>(values),
                    Indices = indices < 0 ? null : frame.At<long>(indices),
                    Scratch = (int*)frame.Scratch,
                };
                frame.Pool.Run(body.Items, ref body);
            });
        }
    }
}
