// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Tengen.Graph;

namespace Tengen.Conformance.Networks;

using Graph = Tengen.Graph.Graph;

/// <summary>A layer of a network as a graph of its own, and how often one of its kind occurs.</summary>
/// <param name="Index">Position of the first such node.</param>
/// <param name="Node">The node in the network.</param>
/// <param name="Times">Nodes of the same operator, attributes, dtypes and dims; those whose constants are read for their values have the same ones.</param>
public sealed record NetworkLayer(int Index, Node Node, int Times)
{
    /// <summary>The kinds of layers of a network, in the order of their first nodes.</summary>
    public static IReadOnlyList<NetworkLayer> Distinct(Graph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. network.Nodes.Select((node, index) => (node, index)).GroupBy(entry => Kind(network, entry.node)).Select(group => new NetworkLayer(group.First().index, group.First().node, group.Count()))];
    }

    /// <summary>The layer's graph: one node, constants inside, everything else an input.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Value indices of the inputs in the network, in the order of the graph's inputs.</param>
    public Graph Alone(Graph network, out IReadOnlyList<int> inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        var cut = Subgraph.Cut(network, [Index], new ValueUses(network));
        inputs = cut.Inputs;
        return cut.Graph with { Outputs = [.. cut.Graph.Nodes[0].Outputs.Where(value => value != Node.Absent)] };
    }

    /// <summary>Small integer constants (axes, shapes, pads) are part of the kind; weights are not.</summary>
    private static string Kind(Graph network, Node node)
    {
        var values = node.Inputs.Concat(node.Outputs).Select(value => value == Node.Absent ? "-" : Words(network.Values[value]));
        return $"{node.Domain}.{node.Op}-{node.Version} {string.Join(' ', node.Attributes)} {string.Join(' ', values)}";
    }

    private static string Words(Value value) =>
        $"{value.Type}[{string.Join(',', value.Shape.Dims)}]{(value.Constant is not { } constant ? "" : constant.Type.IsFloat ? "c" : Convert.ToHexString(SHA256.HashData(constant.AsBytes())))}";
}
