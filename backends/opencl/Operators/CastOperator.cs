// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Cast among bool, integers and floats; the output's type is the target.</summary>
internal sealed class CastOperator() : Operator("Cast", 6, 25, TypeSets.Any, "to", "saturate")
{
    public override void Build(PlanBuilder plan, Node node)
    {
        var (x, y) = (node.Inputs[0], node.Outputs[0]);
        if (plan.Type(x) == plan.Type(y))
        {
            Movement.View(plan, x, y);
            return;
        }
        var (from, count) = (ElementType.Of(plan.Type(x)), (uint)plan.Count(y));
        var source = plan.Source("cast.cl", from, [.. Exactness(plan.Type(x), from)], ("X", from));
        plan.Launch(source, "to_" + ElementType.Of(plan.Type(y)).Name, Grid.Line(count), [plan.SlotOf(x), plan.SlotOf(y)], count);
    }

    protected override Support? CheckMore(Graph graph, Node node) => TypeSets.Any.Contains(graph.Values[node.Outputs[0]].Type)
        ? null
        : Support.No(Why.DType, $"op:Cast.to: {graph.Values[node.Outputs[0]].Type} is not taken; {string.Join(", ", TypeSets.Any)} are");

    private static string[] Exactness(DType type, ElementType from) =>
        from.Compute == "float" || type.Bits <= 16 ? ["EXACT_IN_FLOAT"] : from.IsFloat ? [] : [$"BACK {(from.IsSigned ? "long" : "ulong")}"];
}
