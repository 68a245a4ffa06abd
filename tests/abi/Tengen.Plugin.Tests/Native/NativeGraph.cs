// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

using Graph = Tengen.Graph.Graph;

/// <summary>Lays a graph out as a C host does.</summary>
internal sealed unsafe class NativeGraph(Memory memory)
{
    public tg_graph* Write(Graph graph)
    {
        var native = new tg_graph
        {
            size = (uint)sizeof(tg_graph),
            name = memory.Text(graph.Name),
            values = memory.Array<tg_value>([.. graph.Values.Select(Value)]),
            nodes = memory.Array<tg_node>([.. graph.Nodes.Select(Node)]),
            inputs = Indices(graph.Inputs),
            outputs = Indices(graph.Outputs),
            symbols = memory.Array<tg_symbol>([.. graph.Symbols.Select(Symbol)]),
            aliases = memory.Array<tg_alias>([.. graph.Aliases.Select(alias => new tg_alias { input = (uint)alias.Input, output = (uint)alias.Output })]),
            captures = memory.Array<tg_capture>([.. graph.Captures.Select(capture => new tg_capture { outer = (uint)capture.Outer, inner = (uint)capture.Inner })]),
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
        return memory.One(native);
    }

    public tg_value Tensor(Tensor tensor) => new()
    {
        dims = memory.Array(tensor.Dims.AsSpan()),
        data = memory.Array<byte>(tensor.AsBytes()),
        bytes = (ulong)tensor.Bytes,
        dtype = tensor.Type.Packed,
        rank = tensor.Rank,
    };

    private tg_value Value(Value value)
    {
        var native = value.Constant is { } constant ? Tensor(constant) : new tg_value
        {
            dims = value.Shape.HasRank ? memory.Array(value.Shape.Dims.AsSpan()) : null,
            dtype = value.Type.Packed,
            rank = value.Shape.Rank,
        };
        native.name = memory.Text(value.Name);
        return native;
    }

    private tg_node Node(Node node) => new()
    {
        domain = memory.Text(node.Domain),
        op = memory.Text(node.Op),
        name = memory.Text(node.Name),
        inputs = Indices(node.Inputs),
        outputs = Indices(node.Outputs),
        attributes = memory.Array<tg_attribute>([.. node.Attributes.Select(Attribute)]),
        version = (uint)node.Version,
        input_count = (uint)node.Inputs.Length,
        output_count = (uint)node.Outputs.Length,
        attribute_count = (uint)node.Attributes.Count,
        attribute_stride = (uint)sizeof(tg_attribute),
    };

    private tg_attribute Attribute(NodeAttribute attribute)
    {
        var (data, count, stride) = attribute.Type switch
        {
            AttributeType.Float => ((nint)memory.One(attribute.AsFloat), 1, 4),
            AttributeType.Int => ((nint)memory.One(attribute.AsInt), 1, 8),
            AttributeType.String => ((nint)memory.One(Text(attribute.AsString)), 1, sizeof(tg_string)),
            AttributeType.Tensor => ((nint)memory.One(Tensor(attribute.AsTensor)), 1, sizeof(tg_value)),
            AttributeType.Graph => ((nint)memory.One((nint)Write(attribute.AsGraph)), 1, sizeof(nint)),
            AttributeType.Floats => ((nint)memory.Array(attribute.AsFloats.AsSpan()), attribute.AsFloats.Length, 4),
            AttributeType.Ints => ((nint)memory.Array(attribute.AsInts.AsSpan()), attribute.AsInts.Length, 8),
            AttributeType.Strings => ((nint)memory.Array<tg_string>([.. attribute.AsStrings.Select(Text)]), attribute.AsStrings.Length, sizeof(tg_string)),
            _ => throw new NotSupportedException($"{attribute.Type}"),
        };
        return new tg_attribute { name = memory.Text(attribute.Name), data = (void*)data, count = (ulong)count, type = (uint)attribute.Type, stride = (uint)stride };
    }

    private tg_string Text(string text) => new() { data = memory.Text(text), bytes = (ulong)System.Text.Encoding.UTF8.GetByteCount(text) };

    private tg_symbol Symbol(Symbol symbol) => new()
    {
        name = memory.Text(symbol.Name),
        min = symbol.Min,
        max = symbol.Max,
        multiple = symbol.Multiple,
        likely = symbol.Likely,
    };

    private uint* Indices(IReadOnlyList<int> indices) =>
        memory.Array<uint>([.. indices.Select(index => index == Tengen.Graph.Node.Absent ? Tg.TG_NONE : (uint)index)]);
}
