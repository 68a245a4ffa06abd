// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Tengen.Backends.Cpu.Operators;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Plans;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// A graph whose outputs with extents that follow from data have their upper bounds as dims. Such an output comes from an operator that finds
/// its extents, is read by no other node, and its symbols have an end.
/// </summary>
/// <param name="Graph">Static where only such outputs are not.</param>
/// <param name="Values">The outputs whose extents a run finds.</param>
internal sealed record OpenOutputs(Graph Graph, FrozenSet<int> Values)
{
    public static OpenOutputs Of(Graph graph)
    {
        var open = graph.Outputs.Where(value => IsOpen(graph, value)).ToFrozenSet();
        if (open.Count == 0)
            return new OpenOutputs(graph, open);
        var values = graph.Values.ToBuilder();
        foreach (var value in open)
            values[value] = values[value] with { Shape = new Shape([.. values[value].Shape.Dims.Select(dim => Shape.IsSymbol(dim) ? graph.Symbols[Shape.SymbolIndex(dim)].Max : dim)]) };
        return new OpenOutputs(graph with { Values = values.ToImmutable() }, open);
    }

    private static bool IsOpen(Graph graph, int value) => graph.Values[value].Shape is { HasRank: true, IsStatic: false } shape
        && shape.Dims.All(dim => dim >= 0 || graph.Symbols[Shape.SymbolIndex(dim)].Max <= int.MaxValue)
        && graph.Nodes.SingleOrDefault(node => node.Outputs.Contains(value)) is { } source && OperatorTable.Find(source) is { FindsExtents: true }
        && !graph.Nodes.Any(node => node.Inputs.Contains(value));
}
