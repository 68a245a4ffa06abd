// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Canonical;

/// <summary>Left-out optional values at the end of a node's lists say nothing: the canonical form has none.</summary>
internal static class TrailingAbsent
{
    public static Node Trim(Node node) => node with { Inputs = Trim(node.Inputs), Outputs = Trim(node.Outputs) };

    private static ImmutableArray<int> Trim(ImmutableArray<int> values)
    {
        var count = values.Length;
        while (count > 0 && values[count - 1] == Node.Absent)
            count--;
        return count == values.Length ? values : values[..count];
    }
}
