// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;

namespace Tengen.Graph;

/// <summary>A named attribute of a node. Strings are bytes: they may hold NUL and need not be UTF-8.</summary>
public sealed class NodeAttribute
{
    private NodeAttribute(string name, AttributeType type, object value) => (Name, Type, Content) = (name, type, value);

    public string Name { get; }

    public AttributeType Type { get; }

    /// <summary>float, long, ImmutableArray of byte, Tensor, Graph, or an ImmutableArray of one of them, as <see cref="Type"/> says.</summary>
    public object Content { get; }

    public static NodeAttribute Float(string name, float value) => new(name, AttributeType.Float, value);

    public static NodeAttribute Int(string name, long value) => new(name, AttributeType.Int, value);

    public static NodeAttribute String(string name, string value) => Bytes(name, [.. Encoding.UTF8.GetBytes(value)]);

    public static NodeAttribute Bytes(string name, ImmutableArray<byte> value) => new(name, AttributeType.String, value);

    public static NodeAttribute Tensor(string name, Tensor value) => new(name, AttributeType.Tensor, value);

    public static NodeAttribute Graph(string name, Graph value) => new(name, AttributeType.Graph, value);

    public static NodeAttribute Floats(string name, params ReadOnlySpan<float> value) => new(name, AttributeType.Floats, ImmutableArray.Create(value));

    public static NodeAttribute Ints(string name, params ReadOnlySpan<long> value) => new(name, AttributeType.Ints, ImmutableArray.Create(value));

    public static NodeAttribute Strings(string name, params ReadOnlySpan<string> value)
    {
        var strings = ImmutableArray.CreateBuilder<ImmutableArray<byte>>(value.Length);
        foreach (var text in value)
            strings.Add([.. Encoding.UTF8.GetBytes(text)]);
        return ByteStrings(name, strings.MoveToImmutable());
    }

    public static NodeAttribute ByteStrings(string name, ImmutableArray<ImmutableArray<byte>> value) => new(name, AttributeType.Strings, value);

    public static NodeAttribute Tensors(string name, ImmutableArray<Tensor> value) => new(name, AttributeType.Tensors, value);

    public static NodeAttribute Graphs(string name, ImmutableArray<Graph> value) => new(name, AttributeType.Graphs, value);

    public float AsFloat => (float)Content;

    public long AsInt => (long)Content;

    /// <summary>The string's bytes as UTF-8 text.</summary>
    public string AsString => Encoding.UTF8.GetString(((ImmutableArray<byte>)Content).AsSpan());

    public Tensor AsTensor => (Tensor)Content;

    public Graph AsGraph => (Graph)Content;

    public ImmutableArray<float> AsFloats => (ImmutableArray<float>)Content;

    public ImmutableArray<long> AsInts => (ImmutableArray<long>)Content;

    public ImmutableArray<string> AsStrings =>
        [.. ((ImmutableArray<ImmutableArray<byte>>)Content).Select(bytes => Encoding.UTF8.GetString(bytes.AsSpan()))];

    public override string ToString() => $"{Name}={Describe()}";

    private string Describe() => Type switch
    {
        AttributeType.Float => AsFloat.ToString("R"),
        AttributeType.Int => AsInt.ToString(),
        AttributeType.String => AsString,
        AttributeType.Floats => string.Join('x', AsFloats.Select(value => value.ToString("R"))),
        AttributeType.Ints => string.Join('x', AsInts),
        AttributeType.Strings => string.Join('|', AsStrings),
        _ => Content.ToString() ?? "",
    };
}
