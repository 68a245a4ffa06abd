// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A sum of any number of tensors, from left to right; 16-bit ones are added in fp32 and rounded at the end.</summary>
internal sealed class SumOperator() : Operator("Sum", 8, 13, TypeSets.Float)
{
    public override void Build(PlanBuilder plan, Node node)
    {
        var (y, type) = (node.Outputs[0], ElementType.Of(plan.Type(node.Inputs[0])));
        if (node.Inputs.Length == 1)
        {
            Movement.View(plan, node.Inputs[0], y);
            return;
        }
        var wide = type.Widened;
        var (left, leftType) = (new Operand(plan.SlotOf(node.Inputs[0]), plan.Dims(node.Inputs[0])), type);
        for (var i = 1; i < node.Inputs.Length; i++)
        {
            var isLast = i == node.Inputs.Length - 1;
            var to = new Operand(isLast ? plan.SlotOf(y) : plan.Temporary(plan.Count(y) * (32 / wide.Lanes)), plan.Dims(y));
            var toType = isLast ? type : wide;
            var source = plan.Source("binary.cl", wide, ["ADD_ONLY"], ("A", leftType), ("B", type), ("Y", toType));
            BinaryOperator.Add(plan, source, "add", wide.Each, left, (plan.SlotOf(node.Inputs[i]), plan.Dims(node.Inputs[i])), to);
            (left, leftType) = (to, toType);
        }
    }

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);
}
