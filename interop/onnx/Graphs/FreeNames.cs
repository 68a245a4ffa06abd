// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>The names that a nested graph takes from around it. Remembers its answers, so a graph is walked once.</summary>
internal sealed class FreeNames(GraphBudget budget)
{
    private readonly Dictionary<GraphProto, HashSet<string>> _known = [];

    public HashSet<string> Of(GraphProto graph)
    {
        if (_known.TryGetValue(graph, out var known))
            return known;
        var free = new HashSet<string>(graph.Nodes.SelectMany(Read).Concat(graph.Outputs.Select(output => output.Name)), StringComparer.Ordinal);
        free.ExceptWith(Defined(graph));
        budget.Names(free.Count, graph.Offset, graph.Path);
        return _known[graph] = free;
    }

    /// <summary>The names that a node reads, through its nested graphs too.</summary>
    public IEnumerable<string> Read(NodeProto node) => node.Inputs
        .Where(name => name.Length > 0)
        .Concat(node.Attributes.SelectMany(attribute => attribute.Graphs ?? []).SelectMany(Of));

    public static IEnumerable<string> Defined(GraphProto graph) => graph.Inputs.Select(input => input.Name)
        .Concat(graph.Initializers.Select(constant => constant.Name))
        .Concat(graph.Nodes.SelectMany(node => node.Outputs));
}
