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
    private readonly Schedule _schedule = new(graph);
    private readonly ValueUses _uses = new(graph);
    private readonly Groups _groups = new(graph.Nodes.Length);
    private readonly bool[] _taken = new bool[graph.Nodes.Length];
    private readonly SortedDictionary<int, string> _refusals = [];

    /// <summary>Nodes that canonical form folds away: they go with their readers.</summary>
    private readonly bool[] _folded = new bool[graph.Nodes.Length];

    public PartitionPlan Settle(Func<int, bool> candidate)
    {
        AskAll(candidate);
        var known = new Dictionary<int, Partition>();
        while (true)
        {
            var given = _refusals.Count;
            var phases = _schedule.Phases(_taken);
            FollowReaders(phases);
            Refuse(_groups.Divided(phases), "another node of its group cannot be in the same program");
            if (_refusals.Count == given && Partitions(phases, known) is { } partitions)
                return new PartitionPlan(partitions, _refusals.ToImmutableSortedDictionary());
        }
    }

    private void AskAll(Func<int, bool> candidate)
    {
        var form = Canonicalizer.Trace(graph, operators);
        var answers = ask(form.Graph);
        Array.Fill(_folded, true);
        Array.Fill(_taken, true);
        for (var i = 0; i < answers.Length; i++)
        {
            var origin = form.Origins[i];
            if (origin == CanonicalForm.NoOrigin)
                continue;
            _folded[origin] = false;
            _groups.Add(origin, answers[i].Group);
            if (Refusal(form.Graph, form.Graph.Nodes[i], answers[i]) is { } why)
                Refuse(origin, why);
        }
        for (var node = 0; node < _taken.Length; node++)
            if (!candidate(node))
                Refuse(node, "the framework keeps it");
    }

    /// <summary>The phases as programs, or null when the device did not take all of one as asked about; what it refused is given up.</summary>
    private ImmutableArray<Partition>? Partitions(int[] phases, Dictionary<int, Partition> known)
    {
        var partitions = ImmutableArray.CreateBuilder<Partition>();
        var whole = true;
        foreach (var phase in Enumerable.Range(0, phases.Length).Where(node => phases[node] != Schedule.None).GroupBy(node => phases[node]).OrderBy(phase => phase.Key))
        {
            ImmutableArray<int> nodes = [.. phase];
            var partition = known.TryGetValue(nodes[0], out var asked) && asked.Nodes.SequenceEqual(nodes) ? asked : Ask(nodes);
            if (partition is null)
                whole = false;
            else
                partitions.Add(known[nodes[0]] = partition);
        }
        return whole ? partitions.ToImmutable() : null;
    }

    private Partition? Ask(ImmutableArray<int> nodes)
    {
        var given = _refusals.Count;
        var cut = Subgraph.Cut(graph, nodes, _uses);
        var form = Canonicalizer.Trace(cut.Graph, operators);
        var answers = ask(form.Graph);
        for (var i = 0; i < answers.Length; i++)
            if (Refusal(form.Graph, form.Graph.Nodes[i], answers[i]) is { } why)
                Refuse(Origins(i), why);
        var needsShapes = answers.Any(answer => !answer.IsClaimed);
        if (needsShapes && _refusals.Count == given)
            foreach (var node in ShapeTrial.Unsettled(form.Graph, operators))
                Refuse(Origins(node), "the device takes numbers only, and its shape does not follow from the shapes of the program's inputs");
        return _refusals.Count == given ? new Partition(nodes, cut, form.Graph, needsShapes) : null;

        IEnumerable<int> Origins(int node) => form.Origins[node] == CanonicalForm.NoOrigin ? nodes : [nodes[form.Origins[node]]];
    }

    /// <summary>Why a node cannot be taken, or null.</summary>
    private static string? Refusal(Graph.Graph form, Node node, NodeSupport answer)
    {
        foreach (var value in Subgraph.Reads(node).Concat(node.Outputs.Where(output => output != Node.Absent)))
        {
            if (form.Values[value].Type.IsOpaque)
                return $"value '{form.Values[value].Name}' is no tensor of numbers";
            if (!form.Values[value].Shape.HasRank)
                return $"value '{form.Values[value].Name}' has no known rank";
        }
        return answer.IsClaimed || answer.Verdict == SupportVerdict.IfStatic ? null : answer.ToString();
    }

    /// <summary>Moves folded nodes into the phase of their readers, which is never an earlier one. Those that others read too are given up.</summary>
    private void FollowReaders(int[] phases)
    {
        for (var node = phases.Length - 1; node >= 0; node--)
        {
            if (!_folded[node] || !_taken[node])
                continue;
            var readers = _schedule.Readers(node);
            if (readers.Count == 0 || graph.Nodes[node].Outputs.Any(output => output != Node.Absent && _uses[output] > readers.Count))
                Refuse(node, "its result is known without running it, and no node needs it alone");
            else if (phases[readers[0]] is var phase && (phase == Schedule.None || readers.Any(reader => phases[reader] != phase)))
                Refuse(node, "its result is known without running it, and is used in more than one program");
            phases[node] = _taken[node] ? phases[readers[0]] : Schedule.None;
        }
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
