// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Reference.Tests;

/// <summary>Canonical nodes without a graph around them.</summary>
internal static class Nodes
{
    public static Node Of(string op, int inputs, params ReadOnlySpan<NodeAttribute> attributes) => new(
        "", op, OperatorSet.Contracts.Find("", op)!.Version, [.. Enumerable.Range(0, inputs)], [inputs], new AttributeList(attributes.ToArray()));

    public static ImmutableArray<Tensor?> Run(string op, IReadOnlyList<Tensor?> inputs, params ReadOnlySpan<NodeAttribute> attributes) =>
        Oracle.Evaluate(Oracle.Prepare(Of(op, inputs.Count, attributes), inputs));
}
