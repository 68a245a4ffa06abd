// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Graph.Canonical;

/// <summary>Turns operands that only say a shape into constants where their elements are known.</summary>
internal static class ShapeOperands
{
    public static Node Fold(Node node, OperatorContract contract, GraphEditor editor, Dictionary<int, Tensor> known)
    {
        var inputs = node.Inputs;
        foreach (var position in contract.ShapeInputs)
            if (node.HasInput(position) && !editor.Values[inputs[position]].IsConstant && known.TryGetValue(inputs[position], out var value))
                inputs = inputs.SetItem(position, editor.Add(Value.Of($"{editor.Values[inputs[position]].Name}.constant", value)));
        return node with { Inputs = inputs };
    }
}
