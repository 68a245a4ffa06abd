// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Plugin;

using Graph = Tengen.Graph.Graph;

/// <summary>A graph as it was read, and the nodes with attributes of a type that nobody knows: those are answered NO (TG-P-30).</summary>
internal sealed record ReadGraph(Graph Graph, ImmutableDictionary<int, string> Unreadable);
