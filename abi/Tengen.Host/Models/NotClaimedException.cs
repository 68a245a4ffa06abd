// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>A node that a device did not claim, and its answer.</summary>
public sealed record UnclaimedNode(int Index, Node Node, NodeSupport Support)
{
    public override string ToString() => $"node {Index} {Node}: {Support}";
}

/// <summary>A device does not take a whole graph; nothing was compiled.</summary>
public sealed class NotClaimedException : Exception
{
    private const int Listed = 8;

    public NotClaimedException(string device, GraphQuery query) : base(Describe(device, query)) =>
        Nodes = Unclaimed(query);

    /// <summary>Every node that was not claimed, in the graph's order.</summary>
    public ImmutableArray<UnclaimedNode> Nodes { get; }

    private static ImmutableArray<UnclaimedNode> Unclaimed(GraphQuery query) =>
        [.. query.Nodes.Select((support, index) => new UnclaimedNode(index, query.Graph.Nodes[index], support)).Where(node => !node.Support.IsClaimed)];

    private static string Describe(string device, GraphQuery query)
    {
        var nodes = Unclaimed(query);
        var more = nodes.Length > Listed ? $"\n  and {nodes.Length - Listed} more" : "";
        return $"device '{device}' does not take {nodes.Length} of {query.Nodes.Length} nodes of {query.Graph}:\n  {string.Join("\n  ", nodes.Take(Listed))}{more}";
    }
}
