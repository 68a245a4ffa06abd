// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>How often each value of a graph is read: once per operand or capture of a node, and once per graph output. Made once for many cuts.</summary>
public sealed class ValueUses
{
    private readonly int[] _counts;

    public ValueUses(Graph graph)
    {
        _counts = new int[graph.Values.Length];
        foreach (var output in graph.Outputs)
            _counts[output]++;
        foreach (var node in graph.Nodes)
            foreach (var value in Subgraph.Reads(node))
                _counts[value]++;
    }

    public int this[int value] => _counts[value];
}
