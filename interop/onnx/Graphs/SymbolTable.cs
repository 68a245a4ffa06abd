// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Interop.Onnx.Protos;

namespace Tengen.Interop.Onnx.Graphs;

using Tengen.Graph;

/// <summary>The symbols of one graph: one for each <c>dim_param</c>, one of its own for each dim that says nothing.</summary>
internal sealed class SymbolTable
{
    private readonly List<Symbol> _symbols = [];
    private readonly Dictionary<string, long> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public ImmutableArray<Symbol> Symbols => [.. _symbols];

    public Shape Shape(string value, TypeProto type) => type.Dims is not { } dims
        ? Tengen.Graph.Shape.Unknown
        : new Shape(dims.Select((dim, axis) => dim.Extent >= 0 ? dim.Extent : dim.Symbol.Length > 0 ? Named(dim.Symbol) : Add($"{value}.{axis}")).ToImmutableArray());

    /// <summary>The dims of a value of the enclosing graph, under this graph's symbols of the same names.</summary>
    public Shape Import(Shape outer, SymbolTable from) => !outer.HasRank
        ? outer
        : new Shape(outer.Dims.Select(dim => dim >= 0 ? dim : Named(from._symbols[Tengen.Graph.Shape.SymbolIndex(dim)].Name)).ToImmutableArray());

    private long Named(string name) => _named.TryGetValue(name, out var dim) ? dim : _named[name] = Add(name);

    private long Add(string name)
    {
        var unique = name;
        for (var suffix = 2; !_taken.Add(unique); suffix++)
            unique = $"{name}#{suffix}";
        _symbols.Add(new Symbol(unique));
        return Tengen.Graph.Shape.SymbolDim(_symbols.Count - 1);
    }
}
