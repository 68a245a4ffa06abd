// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Host.Partitioning;

/// <summary>What of a graph a device takes.</summary>
/// <param name="Partitions">Disjoint; in an order in which they can run, with the nodes left over in between.</param>
/// <param name="Refusals">For each node that is in none, why, in the device's words where it said something.</param>
public sealed record PartitionPlan(ImmutableArray<Partition> Partitions, ImmutableSortedDictionary<int, string> Refusals);
