// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Graph.Operators;

namespace Tengen.Host.Partitioning;

/// <summary>What is claimed of a graph, while it shrinks to what the device takes. Nodes only ever leave, so it ends.</summary>
/// <param name="graph">The graph to divide.</param>
/// <param name="operators">The contracts.</param>
/// <param name="ask">The device's answer to each node of a graph in canonical form.</param>
internal sealed class Claim(Graph.Graph graph, IOperatorSet operators, Func<Graph.Graph, ImmutableArray<NodeSupport>> ask)
{
    private readonly bool[] _taken = new bool[graph.Nodes.Length];
    private readonly SortedDictionary<int, string> _refusals = [];

    /// <summary>Nodes that canonical form folds away: they go with their readers.</summary>
    private readonly bool[] _folded = new bool[graph.Nodes.Length];
    private int[] _groups = [];

    public PartitionPlan Settle(Func<int, bool> candidate)
    {
        AskAll(candidate);
        var settled = new Dictionary<int, Partition>();
        while (true)
        {
            FollowReaders();
            var phases = Schedule.Phases(graph, _taken);
            if (Divided(phases) is { Count: > 0 } broken)
            {
                Refuse(broken, "another node of its group cannot be in the same program");
                continue;
            }
            var partitions = new List<Partition>();
            var whole = true;
            foreach (var nodes in phases)
            {
                if (nodes.All(node => _folded[node]))
                    continue;
                var partition = settled.TryGetValue(nodes[0], out var known) && known.Nodes.SequenceEqual(nodes) ? known : Ask(nodes);
                if (partition is null)
                    whole = false;
                else
                    partitions.Add(settled[nodes[0]] = partition);
            }
            if (whole)
                return new PartitionPlan([.. partitions], _refusals.ToImmutableSortedDictionary());
        }
    }

    private void AskAll(Func<int, bool> candidate)
    {
        var form = Canonicalizer.Trace(graph, operators);
        var answers = ask(form.Graph);
        Array.Fill(_folded, true);
        Array.Fill(_taken, true);
        _groups = new int[graph.Nodes.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            var origin = form.Origins[i];
            if (origin == CanonicalForm.NoOrigin)
                continue;
            _folded[origin] = false;
            _groups[origin] = answers[i].Group;
            if (Refusal(form.Graph, form.Graph.Nodes[i], answers[i]) is { } why)
                Refuse(origin, why);
        }
        for (var node = 0; node < _taken.Length; node++)
            if (!candidate(node))
                Refuse(node, "the framework keeps it");
    }

    /// <summary>Asks about a cut. Null when the device does not take all of it; what it refused is given up.</summary>
    private Partition? Ask(ImmutableArray<int> nodes)
    {
        var cut = Subgraph.Cut(graph, nodes);
        var form = Canonicalizer.Trace(cut.Graph, operators);
        var answers = ask(form.Graph);
        var refused = false;
        for (var i = 0; i < answers.Length; i++)
        {
            if (Refusal(form.Graph, form.Graph.Nodes[i], answers[i]) is not { } why)
                continue;
            refused = true;
            var origins = form.Origins[i] == CanonicalForm.NoOrigin ? nodes : [nodes[form.Origins[i]]];
            Refuse(origins, why);
        }
        return refused ? null : new Partition(nodes, cut, form.Graph, !answers.All(answer => answer.IsClaimed));
    }

    /// <summary>Why a node cannot be taken, or null.</summary>
    private static string? Refusal(Graph.Graph form, Node node, NodeSupport answer)
    {
        foreach (var value in Subgraph.Reads(node).Concat(node.Outputs.Where(output => output != Node.Absent)))
        {
            if (form.Values[value].Type.IsOpaque)
                return $"value '{form.Values[value].Name}' is no tensor of numbers";
            if (!form.Values[value].Shape.HasRank && answer.IsClaimed)
                return $"value '{form.Values[value].Name}' has no known rank";
        }
        return answer.IsClaimed || answer.Verdict == SupportVerdict.IfStatic ? null : answer.ToString();
    }

    /// <summary>A folded node goes where all of its readers go; one that somebody else reads too stays behind.</summary>
    private void FollowReaders()
    {
        var left = new bool[graph.Values.Length];
        foreach (var output in graph.Outputs)
            left[output] = true;
        for (var node = _taken.Length - 1; node >= 0; node--)
        {
            if (_folded[node] && _taken[node] && graph.Nodes[node].Outputs.Any(output => output != Node.Absent && left[output]))
                Refuse(node, "its result is known without running it, and is used outside");
            if (!_taken[node])
                foreach (var value in Subgraph.Reads(graph.Nodes[node]))
                    left[value] = true;
        }
    }

    /// <summary>Nodes of groups that lie in more than one phase, or of which a node is not taken.</summary>
    private List<int> Divided(List<ImmutableArray<int>> phases)
    {
        var phase = new int[_groups.Length];
        Array.Fill(phase, -1);
        for (var i = 0; i < phases.Count; i++)
            foreach (var node in phases[i])
                phase[node] = i;
        return [.. Enumerable.Range(0, _groups.Length)
            .Where(node => _groups[node] != 0)
            .GroupBy(node => _groups[node])
            .Where(group => group.Select(node => phase[node]).Distinct().Skip(1).Any())
            .SelectMany(group => group)
            .Where(node => _taken[node])];
    }

    private void Refuse(IEnumerable<int> nodes, string why)
    {
        foreach (var node in nodes)
            Refuse(node, why);
    }

    private void Refuse(int node, string why)
    {
        _taken[node] = false;
        _refusals.TryAdd(node, why);
    }
}
