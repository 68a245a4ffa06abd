// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A function of each element: one operator of <c>unary.cl</c>.</summary>
internal class UnaryOperator(string name, int since, int until, string kernel, ImmutableArray<DType> types, params ImmutableArray<string> attributes)
    : Operator(name, since, until, types, attributes)
{
    protected override bool Divides => Name == "Sigmoid";

    public override void Build(PlanBuilder plan, Node node)
    {
        var (type, count) = (ElementType.Of(plan.Type(node.Inputs[0])), (uint)plan.Count(node.Outputs[0]));
        plan.Launch(plan.Source("unary.cl", type, ("X", type), ("Y", type)), Kernel(node) + "_each", Grid.Line(count, type.Each),
            [plan.SlotOf(node.Inputs[0]), plan.SlotOf(node.Outputs[0])], count);
    }

    protected virtual string Kernel(Node node) => kernel;
}

/// <summary>Gelu, exact or by tanh.</summary>
internal sealed class GeluOperator() : UnaryOperator("Gelu", 20, 20, "gelu", TypeSets.Float, "approximate")
{
    protected override string Kernel(Node node) => node.Attributes.String("approximate", "none") == "tanh" ? "gelu_tanh" : "gelu";

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.String("approximate", "none") is "none" or "tanh"
        ? null
        : Support.No(Why.Attribute, $"op:Gelu.approximate: none or tanh is taken, not {node.Attributes["approximate"]}");
}
