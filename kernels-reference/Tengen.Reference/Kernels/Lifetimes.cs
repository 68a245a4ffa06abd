// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Kernels;

/// <summary>The tensors of a graph under evaluation, each dropped after its last reader. Used by one thread.</summary>
internal sealed class Lifetimes
{
    private readonly Tensor?[] _tensors;
    private readonly List<int>[] _last;

    public Lifetimes(Graph.Graph graph)
    {
        _tensors = [.. graph.Values.Select(value => value.Constant)];
        _last = [.. graph.Nodes.Select(_ => new List<int>())];
        var seen = new HashSet<int>(graph.Outputs);
        for (var n = graph.Nodes.Length - 1; n >= 0; n--)
            foreach (var value in graph.Nodes[n].Inputs.Concat(graph.Nodes[n].Outputs))
                if (value != Node.Absent && seen.Add(value))
                    _last[n].Add(value);
    }

    public Tensor this[int index]
    {
        set => _tensors[index] = value;
    }

    /// <summary>The tensor of a value, null for an absent one.</summary>
    public Tensor? Find(int value) => value == Node.Absent ? null : _tensors[value];

    /// <summary>Drops what node <paramref name="node"/> was the last to touch.</summary>
    public void Release(int node)
    {
        foreach (var value in _last[node])
            _tensors[value] = null;
    }
}
