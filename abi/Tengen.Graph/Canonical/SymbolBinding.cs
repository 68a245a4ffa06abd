// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Canonical;

/// <summary>What the symbols of a graph stand for when its inputs have given shapes.</summary>
public static class SymbolBinding
{
    /// <summary>Extents by symbol; symbols that occur in no input are not in the result.</summary>
    /// <exception cref="GraphException"><c>graph.binding</c>: another number of inputs, another rank or extent, one symbol with two extents, or an extent outside the symbol's range.</exception>
    public static IReadOnlyDictionary<int, long> Solve(Graph graph, ReadOnlySpan<Shape> inputs)
    {
        if (inputs.Length != graph.Inputs.Length)
            throw new GraphException("graph.binding", $"{graph}: {inputs.Length} shapes for {graph.Inputs.Length} inputs");
        var bound = new Dictionary<int, long>();
        for (var i = 0; i < inputs.Length; i++)
            Bind(graph, graph.Values[graph.Inputs[i]], inputs[i], bound);
        return bound;
    }

    /// <summary>The graph with bound symbols replaced by numbers. The table of symbols stays as it is.</summary>
    public static Graph Apply(Graph graph, IReadOnlyDictionary<int, long> bound) => graph with
    {
        Values = [.. graph.Values.Select(value => value with { Shape = Apply(value.Shape, bound) })],
    };

    private static Shape Apply(Shape shape, IReadOnlyDictionary<int, long> bound) => !shape.HasRank || shape.IsStatic ? shape
        : new Shape(shape.Dims.Select(dim => Shape.IsSymbol(dim) && bound.TryGetValue(Shape.SymbolIndex(dim), out var extent) ? extent : dim).ToImmutableArray());

    private static void Bind(Graph graph, Value input, Shape shape, Dictionary<int, long> bound)
    {
        if (!shape.IsStatic || (input.Shape.HasRank && shape.Rank != input.Shape.Rank))
            throw new GraphException("graph.binding", $"{graph}: input {input} cannot have shape {shape}");
        if (!input.Shape.HasRank)
            return;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var (dim, extent) = (input.Shape[axis], shape[axis]);
            if (!Shape.IsSymbol(dim))
            {
                if (dim != extent)
                    throw new GraphException("graph.binding", $"{graph}: input {input} cannot have shape {shape}: dim {axis} is {dim}");
                continue;
            }
            var symbol = graph.Symbols[Shape.SymbolIndex(dim)];
            if (extent < symbol.Min || extent > symbol.Max || extent % symbol.Multiple != 0)
                throw new GraphException("graph.binding", $"{graph}: symbol '{symbol.Name}' cannot be {extent}: it lies in [{symbol.Min}, {symbol.Max}], a multiple of {symbol.Multiple}");
            if (!bound.TryAdd(Shape.SymbolIndex(dim), extent) && bound[Shape.SymbolIndex(dim)] != extent)
                throw new GraphException("graph.binding", $"{graph}: symbol '{symbol.Name}' is {bound[Shape.SymbolIndex(dim)]} and {extent}");
        }
    }
}
