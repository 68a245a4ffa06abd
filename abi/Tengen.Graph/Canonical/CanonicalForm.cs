// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Canonical;

/// <summary>A graph in canonical form and where its nodes come from.</summary>
/// <param name="Graph">In canonical form.</param>
/// <param name="Origins">
/// For each node of <paramref name="Graph"/> the index of the node as written that it was made from, or <see cref="NoOrigin"/>. A node as
/// written that occurs here not at all was folded away or feeds nothing.
/// </param>
public sealed record CanonicalForm(Graph Graph, ImmutableArray<int> Origins)
{
    /// <summary>The origin of a node that canonical form itself asks for: the copy that makes an output distinct.</summary>
    public const int NoOrigin = -1;
}
