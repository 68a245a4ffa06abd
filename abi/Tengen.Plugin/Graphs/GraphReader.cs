// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Reads a graph from C arrays without trusting them: sizes, strides, indices, ranks, dims, symbols, byte counts, order and producers are
/// checked here. Constants are not copied. What cannot be checked is that arrays are as long as their counts say (TG-H-26).
/// </summary>
internal sealed unsafe class GraphReader(Loan loan)
{
    private const int MaxDepth = 64;

    public ReadGraph Read(tg_graph* source, bool inQuery) => Read(source, inQuery, outerValues: uint.MaxValue, depth: 0);

    internal ReadGraph Read(tg_graph* source, bool inQuery, uint outerValues, int depth)
    {
        if (depth > MaxDepth)
            throw Broken("graph.depth", $"graphs are nested more than {MaxDepth} deep");
        var native = Wire.Read(source, "tg_graph");
        Wire.Zero(native.flags, "tg_graph.flags");
        var name = Utf8Text.Required(native.name, "tg_graph.name");
        var symbols = Each(native.symbol_count, native.symbols, native.symbol_stride, "tg_graph.symbols", Symbol);
        var captures = Each(native.capture_count, native.captures, native.capture_stride, "tg_graph.captures",
            (in tg_capture capture, uint _) => new Capture(Index(capture.outer, outerValues, "capture.outer"), Index(capture.inner, native.value_count, "capture.inner")));
        var inputs = Indices(native.inputs, native.input_count, native.value_count, optional: false, "tg_graph.inputs");
        var outputs = Indices(native.outputs, native.output_count, native.value_count, optional: false, "tg_graph.outputs");
        var aliases = Each(native.alias_count, native.aliases, native.alias_stride, "tg_graph.aliases",
            (in tg_alias alias, uint _) => new Alias(Index(alias.input, native.input_count, "alias.input"), Index(alias.output, native.output_count, "alias.output")));
        var values = Each(native.value_count, native.values, native.value_stride, "tg_graph.values",
            (in tg_value value, uint index) => ValueReader.Read(in value, $"value {index}", symbols.Length, inQuery, loan));
        var unreadable = ImmutableDictionary.CreateBuilder<int, string>();
        var nodes = Each(native.node_count, native.nodes, native.node_stride, "tg_graph.nodes",
            (in tg_node node, uint index) => Node(in node, (int)index, native.value_count, inQuery, depth, unreadable));
        var graph = new Graph
        {
            Name = name,
            Values = GraphOrder.Check(values, nodes, inputs, outputs, captures, isBody: depth > 0),
            Nodes = nodes,
            Inputs = inputs,
            Outputs = outputs,
            Symbols = symbols,
            Aliases = aliases,
            Captures = captures,
        };
        return new ReadGraph(graph, unreadable.ToImmutable());
    }

    internal static PluginException Broken(string rule, string text) => new(Status.InvalidArgument, rule, text);

    private delegate TResult Reading<T, TResult>(in T item, uint index);

    private static ImmutableArray<TResult> Each<T, TResult>(uint count, T* array, uint stride, string what, Reading<T, TResult> read) where T : unmanaged
    {
        var results = new List<TResult>();
        for (uint i = 0; i < count; i++)
            results.Add(read(Wire.At(array, stride, i, what), i));
        return [.. results];
    }

    private Node Node(in tg_node node, int index, uint valueCount, bool inQuery, int depth, ImmutableDictionary<int, string>.Builder unreadable)
    {
        Wire.Zero(node.flags, "tg_node.flags");
        var attributes = new List<NodeAttribute>();
        for (uint i = 0; i < node.attribute_count; i++)
        {
            var native = Wire.At(node.attributes, node.attribute_stride, i, "tg_node.attributes");
            if (AttributeReader.Read(in native, this, inQuery, valueCount, depth, loan) is { } attribute)
                attributes.Add(attribute);
            else
                unreadable[index] = $"attribute '{Utf8Text.Optional(native.name)}' has type {native.type}, which this plugin does not know";
        }
        if (attributes.DistinctBy(attribute => attribute.Name).Count() != attributes.Count)
            throw Broken("TG-H-23", $"node {index} has two attributes of one name");
        return new Node(
            Utf8Text.Required(node.domain, "tg_node.domain"),
            Utf8Text.Required(node.op, "tg_node.op"),
            node.version > int.MaxValue ? int.MaxValue : (int)node.version,
            Indices(node.inputs, node.input_count, valueCount, optional: true, "tg_node.inputs"),
            Indices(node.outputs, node.output_count, valueCount, optional: true, "tg_node.outputs"),
            new AttributeList(attributes),
            Utf8Text.Optional(node.name));
    }

    private static Symbol Symbol(in tg_symbol symbol, uint index)
    {
        if (symbol.min < 0 || symbol.max < symbol.min || symbol.multiple < 1 || symbol.likely < 0)
            throw Broken("graph.symbols", $"symbol {index} has min {symbol.min}, max {symbol.max}, multiple {symbol.multiple}, likely {symbol.likely}");
        var name = Utf8Text.Optional(symbol.name);
        return new Symbol(name.Length == 0 ? $"s{index}" : name, symbol.min, symbol.max, symbol.multiple, symbol.likely);
    }

    private static ImmutableArray<int> Indices(uint* indices, uint count, uint limit, bool optional, string what)
    {
        if (count > 0 && indices == null)
            throw Broken("TG-H-26", $"{what} is NULL and has {count} elements");
        var list = new List<int>();
        for (uint i = 0; i < count; i++)
            list.Add(optional && indices[i] == Tg.TG_NONE ? Tengen.Graph.Node.Absent : Index(indices[i], limit, what));
        return [.. list];
    }

    private static int Index(uint index, uint limit, string what) => index < limit && index <= int.MaxValue
        ? (int)index
        : throw Broken("TG-H-26", $"{what} has index {index} of {limit}");
}
