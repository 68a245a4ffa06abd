// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Graph;
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

/// <summary>Writes protobuf messages field by field, wrong ones too.</summary>
internal sealed class Proto
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public static Proto Node(string op, string[] inputs, string[] outputs, string domain = "") =>
        outputs.Aggregate(inputs.Aggregate(new Proto(), (node, name) => node.Text(1, name)), (node, name) => node.Text(2, name)).Text(4, op).Text(7, domain);

    public static Proto Value(string name) => new Proto().Text(1, name);

    public static Proto Graph(string input, string output, params Proto[] nodes) =>
        nodes.Aggregate(new Proto(), (graph, node) => graph.Message(1, node)).Message(11, Value(input)).Message(12, Value(output));

    public static Proto GraphAttribute(string name, Proto graph) => new Proto().Text(1, name).Message(6, graph).Int(20, 5);

    /// <summary>A function of domain <c>me</c> that imports opset 13 and its own domain.</summary>
    public static Proto Function(string name, string[] inputs, string[] outputs, params Proto[] nodes)
    {
        var function = new Proto().Text(1, name).Text(10, "me").Message(9, new Proto().Int(2, 13)).Message(9, Opset("me", 1));
        foreach (var input in inputs)
            function.Text(4, input);
        foreach (var output in outputs)
            function.Text(5, output);
        return nodes.Aggregate(function, (function, node) => function.Message(7, node));
    }

    /// <summary>A model that imports opset 17 and version 1 of <paramref name="domains"/>.</summary>
    public static Proto Model(Proto graph, params string[] domains) =>
        domains.Aggregate(new Proto().Int(1, 8).Message(7, graph).Message(8, new Proto().Int(2, 17)), (model, domain) => model.Message(8, Opset(domain, 1)));

    private static Proto Opset(string domain, ulong version) => new Proto().Text(1, domain).Int(2, version);

    public OnnxModel Read(string? directory = null, OnnxLimits? limits = null) => OnnxModel.Read(Storage.CopyOf(Bytes), "", directory, limits);

    public Proto Int(int field, ulong value) => Varint((ulong)field << 3).Varint(value);

    public Proto Text(int field, string text) => Raw(field, Encoding.UTF8.GetBytes(text));

    public Proto Message(int field, Proto message) => Raw(field, message.Bytes);

    public Proto Raw(int field, byte[] bytes)
    {
        Varint(((ulong)field << 3) | 2).Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>A field of any wire type; <paramref name="content"/> is already encoded.</summary>
    public Proto Single(int field, int wire, ReadOnlySpan<byte> content)
    {
        Varint(((ulong)field << 3) | (uint)wire);
        _bytes.AddRange(content);
        return this;
    }

    public static byte[] VarintOf(ulong value) => new Proto().Varint(value).Bytes;

    private Proto Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
        return this;
    }
}
