// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>Some nodes of a graph as a graph of its own.</summary>
/// <param name="Graph">The nodes, their values and constants, in the outer graph's order. Value indices are its own.</param>
/// <param name="Inputs">For each input the outer graph's value: what is read and neither constant nor made inside, in order of first use.</param>
/// <param name="Outputs">For each output the outer graph's value: what is made inside and used outside or an output of the outer graph.</param>
public sealed record Subgraph(Graph Graph, ImmutableArray<int> Inputs, ImmutableArray<int> Outputs)
{
    /// <summary>Cuts nodes out. Linear in the nodes that are cut.</summary>
    /// <param name="graph">The outer graph.</param>
    /// <param name="nodes">Ascending node indices, at least one.</param>
    /// <param name="uses">Of <paramref name="graph"/>.</param>
    public static Subgraph Cut(Graph graph, ImmutableArray<int> nodes, ValueUses uses)
    {
        var made = nodes.SelectMany(node => graph.Nodes[node].Outputs).ToHashSet();
        var inside = nodes.SelectMany(node => Reads(graph.Nodes[node])).CountBy(value => value).ToDictionary();
        return Cut(graph, nodes, made, value => value != Node.Absent && uses[value] > inside.GetValueOrDefault(value));
    }

    /// <summary>The values a node reads, those its bodies capture included.</summary>
    public static IEnumerable<int> Reads(Node node) =>
        node.Inputs.Where(input => input != Node.Absent).Concat(NodeRules.Bodies(node).SelectMany(body => body.Captures).Select(capture => capture.Outer));

    private static Subgraph Cut(Graph graph, ImmutableArray<int> nodes, HashSet<int> made, Func<int, bool> isUsedOutside)
    {
        var numbers = new Dictionary<int, int>();
        var values = ImmutableArray.CreateBuilder<Value>();
        var inputs = ImmutableArray.CreateBuilder<int>();
        var outputs = ImmutableArray.CreateBuilder<int>();
        int Number(int value)
        {
            if (!numbers.TryAdd(value, values.Count))
                return numbers[value];
            values.Add(graph.Values[value]);
            if (!made.Contains(value) && !graph.Values[value].IsConstant)
                inputs.Add(value);
            return values.Count - 1;
        }
        var cut = ImmutableArray.CreateBuilder<Node>(nodes.Length);
        foreach (var index in nodes)
        {
            var node = graph.Nodes[index];
            cut.Add(NodeRenumbering.Apply(node, Number));
            outputs.AddRange(node.Outputs.Where(isUsedOutside));
        }
        return new Subgraph(
            graph with
            {
                Values = values.ToImmutable(),
                Nodes = cut.MoveToImmutable(),
                Inputs = [.. inputs.Select(value => numbers[value])],
                Outputs = [.. outputs.Select(value => numbers[value])],
                Aliases = [],
                Captures = [],
            },
            inputs.ToImmutable(), outputs.ToImmutable());
    }
}
