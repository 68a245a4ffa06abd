// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>
/// The backend's answers, with every claim that the ABI forbids turned into the refusal that it prescribes. A node that its own operator does not
/// allow the backend never sees: in its place stands one of an operator that nobody knows, over the same values.
/// </summary>
internal static class ClaimRules
{
    public static Support[] Ask(Device device, ReadGraph read, OptionSet options)
    {
        var graph = read.Graph;
        var refused = graph.Nodes.Select(node => OperatorArity.Refusal(graph, node)).ToArray();
        var shown = Array.TrueForAll(refused, refusal => refusal is null) ? graph : graph with { Nodes = [.. graph.Nodes.Select((node, i) => refused[i] is null ? node : Unknown(node))] };
        var answers = device.Query(shown, options);
        if (answers.Count != graph.Nodes.Length)
            throw new InvalidOperationException($"Query answered {answers.Count} of {graph.Nodes.Length} nodes.");
        var captured = graph.Captures.Select(capture => capture.Inner).ToHashSet();
        var result = new Support[answers.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = refused[i] ?? (!answers[i].IsClaim ? answers[i]
                : read.Unreadable.TryGetValue(i, out var text) ? Support.No(Why.Attribute, text)
                : Limit(device, graph, graph.Nodes[i], captured) ?? answers[i]);
        return CompleteGroups(result);
    }

    private static Node Unknown(Node node) => node with { Domain = "tengen.kit", Op = "Malformed", Attributes = AttributeList.Empty };

    private static Support? Limit(Device device, Tengen.Graph.Graph graph, Node node, HashSet<int> captured)
    {
        Support? limit = null;
        foreach (var index in node.Inputs.Concat(node.Outputs))
        {
            if (index == Node.Absent)
                continue;
            var value = graph.Values[index];
            if (value.Type.IsOpaque)
                return Support.No(Why.DType, $"{value} is no tensor of numbers");
            if (!value.Shape.HasRank)
                return Support.No(Why.Shape, $"{value} has unknown rank");
            if (captured.Contains(index))
                return Support.No(Why.Context, $"{value} comes from the enclosing graph");
            if (!value.Shape.IsStatic && !device.State.HasSymbols)
                limit = Support.IfStatic($"{value} has symbolic dims, which device '{device.Info.Name}' does not take");
        }
        return limit;
    }

    private static Support[] CompleteGroups(Support[] answers)
    {
        var broken = answers.Where(answer => answer.Group != 0 && !answer.IsClaim).Select(answer => answer.Group).ToHashSet();
        for (var i = 0; i < answers.Length; i++)
            if (answers[i].IsClaim && broken.Contains(answers[i].Group))
                answers[i] = Support.No(Why.Context, $"group {answers[i].Group} is not complete");
        return answers;
    }
}
