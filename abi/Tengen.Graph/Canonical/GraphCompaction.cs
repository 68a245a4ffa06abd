// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Canonical;

/// <summary>Drops nodes, values and symbols that nothing depends on, and numbers the rest anew in the old order.</summary>
internal static class GraphCompaction
{
    public static CanonicalForm Run(GraphEditor editor)
    {
        var original = editor.Original;
        var used = new bool[editor.Values.Count];
        foreach (var index in original.Inputs.Concat(editor.Outputs).Concat(original.Captures.Select(capture => capture.Inner)))
            used[index] = true;
        var nodes = Alive(editor.Nodes, used);
        var values = Numbers(used);
        var symbols = Numbers(UsedSymbols(editor, used));
        var graph = original with
        {
            Values = [.. editor.Values.Where((_, index) => used[index]).Select(value => value with { Shape = Renumber(value.Shape, symbols) })],
            Nodes = [.. nodes.Select(index => NodeRenumbering.Apply(editor.Nodes[index], value => values[value]))],
            Inputs = [.. original.Inputs.Select(index => values[index])],
            Outputs = [.. editor.Outputs.Select(index => values[index])],
            Symbols = [.. editor.Symbols.Where((_, index) => symbols[index] >= 0)],
            Captures = [.. original.Captures.Select(capture => capture with { Inner = values[capture.Inner] })],
        };
        return new CanonicalForm(graph, [.. nodes.Select(index => editor.Origins[index])]);
    }

    /// <summary>Indices of the nodes that something depends on.</summary>
    private static List<int> Alive(List<Node> nodes, bool[] used)
    {
        var alive = new List<int>();
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (!nodes[i].Outputs.Any(output => output != Node.Absent && used[output]))
                continue;
            foreach (var value in Subgraph.Reads(nodes[i]).Concat(nodes[i].Outputs))
                if (value != Node.Absent)
                    used[value] = true;
            alive.Add(i);
        }
        alive.Reverse();
        return alive;
    }

    private static bool[] UsedSymbols(GraphEditor editor, bool[] used)
    {
        var symbols = new bool[editor.Symbols.Count];
        for (var i = 0; i < used.Length; i++)
            if (used[i] && editor.Values[i].Shape is { HasRank: true } shape)
                foreach (var dim in shape.Dims)
                    if (Shape.IsSymbol(dim))
                        symbols[Shape.SymbolIndex(dim)] = true;
        return symbols;
    }

    private static int[] Numbers(bool[] used)
    {
        var next = 0;
        return [.. used.Select(kept => kept ? next++ : -1)];
    }

    private static Shape Renumber(Shape shape, int[] symbols) => !shape.HasRank || shape.IsStatic ? shape
        : new Shape(shape.Dims.Select(dim => Shape.IsSymbol(dim) ? Shape.SymbolDim(symbols[Shape.SymbolIndex(dim)]) : dim).ToImmutableArray());
}
