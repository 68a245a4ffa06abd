// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Tengen.Graph;

namespace Tengen.OrdinaryHost;

/// <summary>Writes messages: numbers as 64 bits, little-endian; texts, lists and tensors behind their counts. Read back by <see cref="WireReader"/>. One thread.</summary>
/// <param name="to">Over a stream that buffers; the owner disposes it.</param>
public sealed class WireWriter(BinaryWriter to)
{
    public void Number(long value) => to.Write(value);

    public void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public void Type(DType value) => to.Write(value.Packed);

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        to.Write(value);
    }

    public void List<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        Number(items.Count);
        foreach (var item in items)
            write(item);
    }

    public void Tensor(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Type(value.Type);
        List(value.Dims, Number);
        Bytes(value.AsBytes());
        GC.KeepAlive(value);
    }

    public void Graph(Graph.Graph value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Text(value.Name);
        List(value.Values, Value);
        List(value.Nodes, Node);
        List(value.Inputs, Index);
        List(value.Outputs, Index);
        List(value.Symbols, Symbol);
        List(value.Aliases, alias => Pair(alias.Input, alias.Output));
        List(value.Captures, capture => Pair(capture.Outer, capture.Inner));
    }

    public void Numerics(Numerics value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Text(value.Op);
        foreach (var type in (DType[])[value.Type, value.Accumulator, value.Intermediate, value.Demotion])
            Type(type);
        foreach (var number in (long[])[(long)value.Rounding, (long)value.Summation, value.TruncationBlock, (long)value.Flags, (long)value.Determinism])
            Number(number);
        to.Write(value.FunctionUlp);
        to.Write(value.FunctionFloor);
        List(value.Forms, Text);
    }

    /// <summary>Hands everything written so far to the stream.</summary>
    public void Flush() => to.Flush();

    private void Index(int value) => Number(value);

    private void Pair(int one, int other)
    {
        Number(one);
        Number(other);
    }

    private void Value(Value value)
    {
        Text(value.Name);
        Type(value.Type);
        Number(value.Shape.Rank);
        if (value.Shape.HasRank)
            foreach (var dim in value.Shape.Dims)
                Number(dim);
        List(value.Constant is { } constant ? [constant] : ImmutableArray<Tensor>.Empty, Tensor);
    }

    private void Node(Node node)
    {
        Text(node.Domain);
        Text(node.Op);
        Number(node.Version);
        List(node.Inputs, Index);
        List(node.Outputs, Index);
        List(node.Attributes, Attribute);
        Text(node.Name);
    }

    private void Symbol(Symbol symbol)
    {
        Text(symbol.Name);
        foreach (var number in (long[])[symbol.Min, symbol.Max, symbol.Multiple, symbol.Likely])
            Number(number);
    }

    private void Attribute(NodeAttribute attribute)
    {
        Text(attribute.Name);
        Number((long)attribute.Type);
        switch (attribute.Content)
        {
            case float value: to.Write(value); break;
            case long value: Number(value); break;
            case ImmutableArray<byte> value: Bytes(value.AsSpan()); break;
            case Tensor value: Tensor(value); break;
            case Graph.Graph value: Graph(value); break;
            case ImmutableArray<float> value: List(value, to.Write); break;
            case ImmutableArray<long> value: List(value, Number); break;
            case ImmutableArray<ImmutableArray<byte>> value: List(value, bytes => Bytes(bytes.AsSpan())); break;
            case ImmutableArray<Tensor> value: List(value, Tensor); break;
            case ImmutableArray<Graph.Graph> value: List(value, Graph); break;
            default: throw new InvalidDataException($"an attribute cannot hold {attribute.Content.GetType()}");
        }
    }
}
