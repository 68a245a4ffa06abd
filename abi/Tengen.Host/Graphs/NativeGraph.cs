// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>A graph as plain C arrays (<c>tg_graph</c>), in one arena. Constants are passed by pointer, not copied; they live as long as this object.</summary>
public sealed unsafe class NativeGraph : IDisposable
{
    private readonly NativeArena _arena = new();
    private readonly List<Storage> _storages = [];
    private readonly uint _valueFlags;

    /// <param name="graph">A graph that <see cref="GraphRules"/> accepts.</param>
    /// <param name="persistent">Constants are lent until the program is destroyed, not only for the call.</param>
    /// <exception cref="GraphException">The graph breaks a rule (TG-H-26).</exception>
    public NativeGraph(Graph.Graph graph, bool persistent = false)
    {
        GraphRules.Check(graph);
        _valueFlags = persistent ? Tg.TG_VALUE_PERSISTENT : 0;
        Pointer = Graph(graph);
    }

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public tg_graph* Pointer { get; }

    public void Dispose()
    {
        _arena.Dispose();
        _storages.Clear();
    }

    private tg_graph* Graph(Graph.Graph graph)
    {
        var native = _arena.Array<tg_graph>(1);
        *native = new tg_graph
        {
            size = (uint)sizeof(tg_graph),
            name = _arena.Text(graph.Name),
            values = Values(graph),
            nodes = Nodes(graph),
            inputs = Indices(graph.Inputs.AsSpan()),
            outputs = Indices(graph.Outputs.AsSpan()),
            symbols = Symbols(graph),
            aliases = _arena.Array<tg_alias>(graph.Aliases.Length),
            captures = _arena.Array<tg_capture>(graph.Captures.Length),
            value_count = (uint)graph.Values.Length,
            value_stride = (uint)sizeof(tg_value),
            node_count = (uint)graph.Nodes.Length,
            node_stride = (uint)sizeof(tg_node),
            input_count = (uint)graph.Inputs.Length,
            output_count = (uint)graph.Outputs.Length,
            symbol_count = (uint)graph.Symbols.Length,
            symbol_stride = (uint)sizeof(tg_symbol),
            alias_count = (uint)graph.Aliases.Length,
            alias_stride = (uint)sizeof(tg_alias),
            capture_count = (uint)graph.Captures.Length,
            capture_stride = (uint)sizeof(tg_capture),
        };
        for (var i = 0; i < graph.Aliases.Length; i++)
            native->aliases[i] = new tg_alias { input = (uint)graph.Aliases[i].Input, output = (uint)graph.Aliases[i].Output };
        for (var i = 0; i < graph.Captures.Length; i++)
            native->captures[i] = new tg_capture { outer = (uint)graph.Captures[i].Outer, inner = (uint)graph.Captures[i].Inner };
        return native;
    }

    private tg_value* Values(Graph.Graph graph)
    {
        var natives = _arena.Array<tg_value>(graph.Values.Length);
        for (var i = 0; i < graph.Values.Length; i++)
        {
            var value = graph.Values[i];
            natives[i] = value.Constant is { } constant ? Constant(constant) : new tg_value { dtype = value.Type.Packed, rank = value.Shape.Rank };
            natives[i].name = value.Name.Length > 0 ? _arena.Text(value.Name) : null;
            if (value.Shape.HasRank)
                natives[i].dims = _arena.Copy<long>(value.Shape.Dims.AsSpan());
        }
        return natives;
    }

    private tg_value Constant(Tensor tensor)
    {
        _storages.Add(tensor.Storage);
        return new tg_value
        {
            dims = _arena.Copy<long>(tensor.Dims.AsSpan()),
            data = tensor.Pointer,
            bytes = (ulong)tensor.Bytes,
            dtype = tensor.Type.Packed,
            rank = tensor.Rank,
            flags = _valueFlags,
        };
    }

    private tg_node* Nodes(Graph.Graph graph)
    {
        var natives = _arena.Array<tg_node>(graph.Nodes.Length);
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var node = graph.Nodes[i];
            natives[i] = new tg_node
            {
                domain = _arena.Text(node.Domain),
                op = _arena.Text(node.Op),
                name = node.Name.Length > 0 ? _arena.Text(node.Name) : null,
                inputs = Indices(node.Inputs.AsSpan()),
                outputs = Indices(node.Outputs.AsSpan()),
                attributes = Attributes(node.Attributes),
                version = (uint)node.Version,
                input_count = (uint)node.Inputs.Length,
                output_count = (uint)node.Outputs.Length,
                attribute_count = (uint)node.Attributes.Count,
                attribute_stride = (uint)sizeof(tg_attribute),
            };
        }
        return natives;
    }

    private tg_attribute* Attributes(AttributeList attributes)
    {
        var natives = _arena.Array<tg_attribute>(attributes.Count);
        for (var i = 0; i < attributes.Count; i++)
            natives[i] = NativeAttribute.Of(attributes[i], _arena, Constant, Graph);
        return natives;
    }

    private tg_symbol* Symbols(Graph.Graph graph)
    {
        var natives = _arena.Array<tg_symbol>(graph.Symbols.Length);
        for (var i = 0; i < graph.Symbols.Length; i++)
        {
            var symbol = graph.Symbols[i];
            natives[i] = new tg_symbol { name = _arena.Text(symbol.Name), min = symbol.Min, max = symbol.Max, multiple = symbol.Multiple, likely = symbol.Likely };
        }
        return natives;
    }

    private uint* Indices(ReadOnlySpan<int> indices)
    {
        var natives = _arena.Array<uint>(indices.Length);
        for (var i = 0; i < indices.Length; i++)
            natives[i] = indices[i] == Node.Absent ? Tg.TG_NONE : (uint)indices[i];
        return natives;
    }
}
