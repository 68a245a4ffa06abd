// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Host.Partitioning;

/// <summary>
/// Divides a graph between a device and whoever runs the rest. The device is asked about the whole graph, then about every cut (TG-H-27); what
/// it refuses there is given up and the schedule made again, so the answer is always one that the device gave to the very graphs in it.
/// </summary>
public static class Partitioner
{
    /// <param name="graph">As written or in canonical form; nodes may have opaque values and values of unknown rank.</param>
    /// <param name="operators">The contracts.</param>
    /// <param name="device">The device.</param>
    /// <param name="options">Settings for the query, which <c>program_create</c> must be given too.</param>
    /// <param name="candidate">Nodes that may be taken at all; null = every node.</param>
    /// <exception cref="GraphException">The graph is malformed.</exception>
    /// <exception cref="TengenException">The plugin refused a question.</exception>
    public static PartitionPlan Run(Device device, Graph.Graph graph, IOperatorSet operators, ProgramOptions? options = null, Func<int, bool>? candidate = null) =>
        Run(graph, operators, form => GraphQuery.Run(device, form, (options ?? ProgramOptions.Default).Settings).Nodes, candidate);

    /// <summary>As above, for any answerer.</summary>
    /// <param name="graph">As written or in canonical form.</param>
    /// <param name="operators">The contracts.</param>
    /// <param name="ask">The answers to the nodes of a graph in canonical form, one each; pure.</param>
    /// <param name="candidate">Nodes that may be taken at all; null = every node.</param>
    public static PartitionPlan Run(
        Graph.Graph graph, IOperatorSet operators, Func<Graph.Graph, ImmutableArray<NodeSupport>> ask, Func<int, bool>? candidate = null) =>
        new Claim(graph, operators, ask).Settle(candidate ?? (_ => true));
}
