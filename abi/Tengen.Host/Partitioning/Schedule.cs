// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Host.Partitioning;

/// <summary>
/// Orders a graph as alternating phases, one side's nodes each, by Kahn's algorithm with two ready lists: a phase takes everything of its side
/// that is ready, until nothing is. Every phase runs as a whole after those before it, so a phase is convex and the phases form no cycle,
/// whatever the graph; and no order of the same sides has fewer phases by more than one. Linear in nodes and edges.
/// </summary>
internal sealed class Schedule
{
    /// <summary>The phase of a node that is left.</summary>
    public const int None = -1;

    private readonly int[] _operands;
    private readonly List<int>?[] _readers;

    /// <param name="graph">Topological, as <see cref="GraphRules"/> demands.</param>
    public Schedule(Graph.Graph graph)
    {
        var producer = new int[graph.Values.Length];
        Array.Fill(producer, -1);
        _operands = new int[graph.Nodes.Length];
        _readers = new List<int>?[graph.Nodes.Length];
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            foreach (var value in Subgraph.Reads(graph.Nodes[node]))
            {
                if (producer[value] < 0)
                    continue;
                _operands[node]++;
                (_readers[producer[value]] ??= []).Add(node);
            }
            foreach (var output in graph.Nodes[node].Outputs)
                if (output != Node.Absent)
                    producer[output] = node;
        }
    }

    /// <summary>The nodes that read what a node makes, once per operand.</summary>
    public IReadOnlyList<int> Readers(int node) => _readers[node] ?? (IReadOnlyList<int>)[];

    /// <summary>By node: the ordinal of the phase it is taken in, or <see cref="None"/>.</summary>
    /// <param name="taken">By node: which side it is on.</param>
    public int[] Phases(ReadOnlySpan<bool> taken)
    {
        var waiting = _operands.AsSpan().ToArray();
        var ready = (Taken: new Queue<int>(), Left: new Queue<int>());
        for (var node = 0; node < waiting.Length; node++)
            if (waiting[node] == 0)
                (taken[node] ? ready.Taken : ready.Left).Enqueue(node);
        var phases = new int[waiting.Length];
        for (var phase = 0; ready.Taken.Count + ready.Left.Count > 0; phase++)
        {
            Drain(ready.Left, None, ready, waiting, phases, taken);
            Drain(ready.Taken, phase, ready, waiting, phases, taken);
        }
        return phases;
    }

    private void Drain(Queue<int> side, int phase, (Queue<int> Taken, Queue<int> Left) ready, int[] waiting, int[] phases, ReadOnlySpan<bool> taken)
    {
        while (side.TryDequeue(out var node))
        {
            phases[node] = phase;
            foreach (var reader in Readers(node))
                if (--waiting[reader] == 0)
                    (taken[reader] ? ready.Taken : ready.Left).Enqueue(reader);
        }
    }
}
