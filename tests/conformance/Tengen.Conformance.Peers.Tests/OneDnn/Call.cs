// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>A node with its tensors, constants among them, and its first output, which is poisoned until it is written.</summary>
internal sealed class Call
{
    private readonly Tengen.Graph.Graph _graph;
    private readonly IReadOnlyList<Tensor> _given;

    public Call(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> given)
    {
        (_graph, _given) = (graph, given);
        var value = graph.Values[graph.Outputs[0]];
        Output = new Tensor(value.Type, value.Shape.Dims.AsSpan());
        Output.AsBytes().Fill(0xFF);
    }

    public Node Node => _graph.Nodes[0];

    public AttributeList With => Node.Attributes;

    public Tensor Output { get; }

    public int Inputs => Node.Inputs.Length;

    public bool Has(int index) => Node.HasInput(index);

    public Tensor this[int index]
    {
        get
        {
            var value = Node.Inputs[index];
            return _graph.Values[value].Constant ?? _given[_graph.Inputs.IndexOf(value)];
        }
    }

    /// <summary>Integers of an attribute, one for each of <paramref name="count"/>, or <paramref name="value"/> where it is absent.</summary>
    public long[] Ints(string name, int count, long value) => With.Ints(name) is { IsDefault: false } given ? [.. given] : [.. Enumerable.Repeat(value, count)];

    public ImmutableArray<long> OutputDims => Output.Dims;
}
