// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Dropout at inference: the identity, with an all-true mask.</summary>
internal sealed class DropoutOperator() : Operator("Dropout", 7, 22, TypeSets.Float, "seed")
{
    public override void Build(PlanBuilder plan, Node node)
    {
        Movement.View(plan, node.Inputs[0], node.Outputs[0]);
        if (node.HasOutput(1))
            Movement.Fill(plan, [1], node.Outputs[1]);
    }

    protected override unsafe Support? CheckMore(Graph graph, Node node)
    {
        if (node.HasOutput(1) && graph.Values[node.Outputs[1]].Type != DType.Bool)
            return Support.No(Why.DType, $"op:Dropout.mask: the mask is taken as bool, not {graph.Values[node.Outputs[1]].Type}");
        if (!node.HasInput(2))
            return null;
        return graph.Values[node.Inputs[2]].Constant is not { } training
            ? Support.IfConstant("op:Dropout.training_mode: training_mode (input 2) must be a constant")
            : *training.Pointer == 0 ? null : Support.No(Why.Attribute, "op:Dropout.training_mode: Dropout is taken at inference only");
    }
}
