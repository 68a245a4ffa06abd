// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Graph.Operators;

namespace Tengen.Host.Partitioning;

/// <summary>
/// Whether numbers for the inputs' dims give numbers everywhere, found by trying some: a device that takes numbers only must not be given a
/// program whose shapes depend on data. Extents that an operator contradicts are tried smaller.
/// </summary>
internal static class ShapeTrial
{
    private static readonly long[] Extents = [256, 32, 2, 1];

    /// <summary>Nodes that make results without numbers of operands with numbers; all nodes when no extents were found that fit.</summary>
    /// <param name="graph">In canonical form.</param>
    /// <param name="operators">The contracts.</param>
    public static IReadOnlyList<int> Unsettled(Graph.Graph graph, IOperatorSet operators)
    {
        foreach (var extent in Extents)
        {
            try
            {
                var form = Canonicalizer.TraceSpecialized(graph, operators, [.. graph.Inputs.Select(input => Numbers(graph, input, extent))]);
                return [.. form.Origins.Where((origin, node) => origin != CanonicalForm.NoOrigin && IsCause(form.Graph, form.Graph.Nodes[node]))];
            }
            catch (GraphException)
            {
            }
        }
        return [.. Enumerable.Range(0, graph.Nodes.Length)];
    }

    private static bool IsCause(Graph.Graph graph, Node node) =>
        Subgraph.Reads(node).All(operand => graph.Values[operand].Shape.IsStatic) &&
        node.Outputs.Any(output => output != Node.Absent && !graph.Values[output].Shape.IsStatic);

    private static Shape Numbers(Graph.Graph graph, int input, long extent) =>
        new(graph.Values[input].Shape.Dims.Select(dim => Shape.IsSymbol(dim) ? Number(graph.Symbols[Shape.SymbolIndex(dim)], extent) : dim).ToImmutableArray());

    private static long Number(Symbol symbol, long extent) => symbol.Likely > 0 ? symbol.Likely
        : Math.Clamp(extent, symbol.Min, symbol.Max) is var fitting && fitting % symbol.Multiple is var rest && rest == 0 ? fitting
        : fitting - rest >= symbol.Min ? fitting - rest
        : fitting - rest + symbol.Multiple;
}
