// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host.Partitioning;

/// <summary>A convex set of nodes that a device takes as one program.</summary>
/// <param name="Nodes">Ascending node indices of the graph that was partitioned.</param>
/// <param name="Cut">The nodes as a graph of its own, as written.</param>
/// <param name="Graph">The cut in canonical form: what the device was asked about and what is compiled.</param>
/// <param name="NeedsShapes">True when the device takes it only once all dims are numbers.</param>
public sealed record Partition(ImmutableArray<int> Nodes, Subgraph Cut, Graph.Graph Graph, bool NeedsShapes);
