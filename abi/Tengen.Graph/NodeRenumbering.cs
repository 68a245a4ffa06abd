// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>A node whose value indices are those of another graph: operands, results, and what its bodies capture.</summary>
internal static class NodeRenumbering
{
    /// <param name="node">The node.</param>
    /// <param name="number">The new index of a value; not asked about <see cref="Node.Absent"/>.</param>
    public static Node Apply(Node node, Func<int, int> number) => node with
    {
        Inputs = Apply(node.Inputs, number),
        Attributes = NodeRules.Bodies(node).Any()
            ? new AttributeList(node.Attributes.Select(attribute => Apply(attribute, number)))
            : node.Attributes,
        Outputs = Apply(node.Outputs, number),
    };

    private static ImmutableArray<int> Apply(ImmutableArray<int> indices, Func<int, int> number) =>
        [.. indices.Select(index => index == Node.Absent ? index : number(index))];

    private static NodeAttribute Apply(NodeAttribute attribute, Func<int, int> number) => attribute.Type switch
    {
        AttributeType.Graph => NodeAttribute.Graph(attribute.Name, Apply(attribute.AsGraph, number)),
        AttributeType.Graphs => NodeAttribute.Graphs(attribute.Name, [.. ((ImmutableArray<Graph>)attribute.Content).Select(body => Apply(body, number))]),
        _ => attribute,
    };

    private static Graph Apply(Graph body, Func<int, int> number) =>
        body with { Captures = [.. body.Captures.Select(capture => capture with { Outer = number(capture.Outer) })] };
}
