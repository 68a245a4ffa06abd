// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Graph.Canonical;

/// <summary>Gives the nodes of a nested body their since-versions. The body's values and forms stay as written: its shapes depend on where it runs.</summary>
internal static class BodyVersions
{
    public static Graph Resolve(Graph body, IOperatorSet operators) => body with { Nodes = [.. body.Nodes.Select(node => Resolve(node, operators))] };

    private static Node Resolve(Node node, IOperatorSet operators) => Version(TrailingAbsent.Trim(node), operators);

    private static Node Version(Node node, IOperatorSet operators) =>
        operators.Find(node.Domain, node.Op) is { } contract && node.Version >= contract.Versions[0]
            ? node with { Version = contract.Versions.Last(version => version <= node.Version) }
            : node;
}
