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

    public static Proto Model(Proto graph) => new Proto().Int(1, 8).Message(7, graph).Message(8, new Proto().Int(2, 17));

    public OnnxModel Read(string? directory = null) => OnnxModel.Read(Storage.CopyOf(Bytes), "", directory);

    public Proto Int(int field, ulong value) => Varint((ulong)field << 3).Varint(value);

    public Proto Text(int field, string text) => Raw(field, Encoding.UTF8.GetBytes(text));

    public Proto Message(int field, Proto message) => Raw(field, message.Bytes);

    public Proto Raw(int field, byte[] bytes)
    {
        Varint(((ulong)field << 3) | 2).Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    private Proto Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
        return this;
    }
}
