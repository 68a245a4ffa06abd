// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>One value everywhere; fp32 zero by default.</summary>
internal sealed class ConstantOfShapeOperator() : Operator("ConstantOfShape", 9, 25, [DType.Int64], "value")
{
    public override void Build(PlanBuilder plan, Node node)
    {
        var element = new byte[plan.Type(node.Outputs[0]).Bits / 8];
        node.Attributes["value"]?.AsTensor.AsBytes().CopyTo(element);
        Movement.Fill(plan, element, node.Outputs[0]);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var type = graph.Values[node.Outputs[0]].Type;
        if (!TypeSets.Any.Contains(type))
            return Support.No(Why.DType, $"op:ConstantOfShape.value: {type} is not taken; {string.Join(", ", TypeSets.Any)} are");
        return node.Attributes["value"] is { } value && (value.Type != AttributeType.Tensor || value.AsTensor.Count != 1 || value.AsTensor.Type != type)
            ? Support.No(Why.Attribute, $"op:ConstantOfShape.value: {value} must be one {type}")
            : null;
    }
}
