// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host.Partitioning;

/// <summary>
/// Orders a graph as alternating phases, one side's nodes each, by Kahn's algorithm with two ready lists: a phase takes everything of its side
/// that is ready, until nothing is. Every phase runs as a whole after those before it, so a phase is convex and the phases form no cycle,
/// whatever the graph; and no order of the same sides has fewer phases by more than one. Linear in nodes and edges.
/// </summary>
internal static class Schedule
{
    /// <summary>The taken side's phases, each in ascending node order.</summary>
    /// <param name="graph">Topological, as <see cref="GraphRules"/> demands.</param>
    /// <param name="taken">By node: which side it is on.</param>
    public static List<ImmutableArray<int>> Phases(Graph.Graph graph, ReadOnlySpan<bool> taken)
    {
        var (waiting, readers) = Edges(graph);
        var ready = (Taken: new Queue<int>(), Left: new Queue<int>());
        for (var node = 0; node < waiting.Length; node++)
            if (waiting[node] == 0)
                (taken[node] ? ready.Taken : ready.Left).Enqueue(node);
        var phases = new List<ImmutableArray<int>>();
        while (ready.Taken.Count + ready.Left.Count > 0)
        {
            Drain(ready.Left, ready, waiting, readers, taken);
            var phase = Drain(ready.Taken, ready, waiting, readers, taken);
            if (phase.Count > 0)
                phases.Add([.. phase.Order()]);
        }
        return phases;
    }

    private static List<int> Drain(Queue<int> side, (Queue<int> Taken, Queue<int> Left) ready, int[] waiting, List<int>?[] readers, ReadOnlySpan<bool> taken)
    {
        var phase = new List<int>();
        while (side.TryDequeue(out var node))
        {
            phase.Add(node);
            foreach (var reader in readers[node] ?? [])
                if (--waiting[reader] == 0)
                    (taken[reader] ? ready.Taken : ready.Left).Enqueue(reader);
        }
        return phase;
    }

    /// <summary>For each node how many of its operands nodes make, and who reads what it makes, once per operand.</summary>
    private static (int[] Waiting, List<int>?[] Readers) Edges(Graph.Graph graph)
    {
        var producer = new int[graph.Values.Length];
        Array.Fill(producer, -1);
        var waiting = new int[graph.Nodes.Length];
        var readers = new List<int>?[graph.Nodes.Length];
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            foreach (var value in Subgraph.Reads(graph.Nodes[node]))
            {
                if (producer[value] < 0)
                    continue;
                waiting[node]++;
                (readers[producer[value]] ??= []).Add(node);
            }
            foreach (var output in graph.Nodes[node].Outputs)
                if (output != Node.Absent)
                    producer[output] = node;
        }
        return (waiting, readers);
    }
}
