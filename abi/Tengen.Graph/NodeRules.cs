// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>Rules of single nodes: names, versions, order, one producer per value, attributes.</summary>
internal static class NodeRules
{
    /// <param name="graph">The graph.</param>
    /// <param name="index">The node.</param>
    /// <param name="known">Values that have a source so far; the node's outputs are added.</param>
    public static void Check(Graph graph, int index, bool[] known)
    {
        var node = graph.Nodes[index];
        if (node.Op.Length == 0 || Nul(node.Op) || Nul(node.Domain) || Nul(node.Name))
            throw new GraphException("graph.name", $"{graph}: node {index} has an empty operator or a name with a NUL");
        if (node.Version < 0)
            throw new GraphException("graph.version", $"{graph}: node {index} {node} has version {node.Version}");
        foreach (var input in node.Inputs)
        {
            if (input == Node.Absent)
                continue;
            GraphRules.Index(graph, input, $"an input of node {index} {node}");
            if (!known[input])
                throw new GraphException("graph.order", $"{graph}: node {index} {node} reads value {input} '{graph.Values[input].Name}' before anything produces it");
        }
        foreach (var output in node.Outputs)
        {
            if (output == Node.Absent)
                continue;
            GraphRules.Index(graph, output, $"an output of node {index} {node}");
            if (known[output])
                throw new GraphException("graph.ssa", $"{graph}: node {index} {node} writes value {output} '{graph.Values[output].Name}', which has a source already");
            known[output] = true;
        }
        CheckAttributes(graph, index, node);
    }

    public static IEnumerable<Graph> Bodies(Node node) => node.Attributes.SelectMany(attribute => attribute.Type switch
    {
        AttributeType.Graph => [attribute.AsGraph],
        AttributeType.Graphs => (ImmutableArray<Graph>)attribute.Content,
        _ => ImmutableArray<Graph>.Empty,
    });

    private static void CheckAttributes(Graph graph, int index, Node node)
    {
        string? previous = null;
        foreach (var attribute in node.Attributes)
        {
            if (attribute.Name.Length == 0 || Nul(attribute.Name))
                throw new GraphException("graph.attributes", $"{graph}: node {index} {node} has an attribute without a name, or with a NUL in it");
            if (previous is not null && string.CompareOrdinal(previous, attribute.Name) >= 0)
                throw new GraphException("graph.attributes", $"{graph}: node {index} {node} has attribute '{attribute.Name}' after '{previous}'");
            previous = attribute.Name;
        }
    }

    private static bool Nul(string text) => text.Contains('\0', StringComparison.Ordinal);
}
