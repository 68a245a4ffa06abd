// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Graph.Canonical;

/// <summary>What must hold of a node before the rules of its operator look at it: operands, results and attributes of the right number and kind.</summary>
internal static class ContractRules
{
    public static void Check(Node node, OperatorContract contract)
    {
        var inputs = contract.Inputs;
        var variadic = inputs.Length > 0 && inputs[^1].Variadic;
        if (node.Inputs.Length > inputs.Length && !variadic)
            throw Error(node, "inputs", $"{node.Inputs.Length} inputs, at most {inputs.Length} are allowed");
        for (var i = 0; i < inputs.Length; i++)
            if (!node.HasInput(i) && !inputs[i].Optional && !inputs[i].Variadic)
                throw Error(node, "inputs", $"input {i} '{inputs[i].Name}' is missing");
        if (node.Outputs.Length > contract.Outputs.Length && !contract.Outputs.Any(output => output.Variadic))
            throw Error(node, "outputs", $"{node.Outputs.Length} outputs, at most {contract.Outputs.Length} are allowed");
        if (!node.Outputs.Any(output => output != Node.Absent))
            throw Error(node, "outputs", "it produces nothing");
        foreach (var attribute in node.Attributes)
            if (contract.Attribute(attribute.Name) is { } formal && formal.Type != attribute.Type)
                throw Error(node, attribute.Name, $"attribute '{attribute.Name}' is of kind {attribute.Type}, it must be {formal.Type}");
        foreach (var formal in contract.Attributes)
            if (formal.Required && !node.Attributes.Has(formal.Name))
                throw Error(node, formal.Name, $"attribute '{formal.Name}' is missing");
    }

    private static GraphException Error(Node node, string what, string text) => new($"op:{node.Op}.{what}", $"{node}: {text}");
}
