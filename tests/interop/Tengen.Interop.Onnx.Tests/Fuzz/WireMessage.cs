// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests.Fuzz;

/// <summary>A message as a tree that can be changed and written again with lengths that fit.</summary>
internal sealed class WireMessage(string kind)
{
    /// <summary>Which fields of which messages hold messages. Source: onnx.proto.</summary>
    private static readonly Dictionary<(string Kind, int Field), string> Children = new()
    {
        [("Model", 7)] = "Graph", [("Model", 8)] = "Opset", [("Model", 14)] = "Entry", [("Model", 25)] = "Function",
        [("Graph", 1)] = "Node", [("Graph", 5)] = "Tensor", [("Graph", 11)] = "Value", [("Graph", 12)] = "Value", [("Graph", 13)] = "Value", [("Graph", 15)] = "Sparse",
        [("Function", 7)] = "Node", [("Function", 9)] = "Opset", [("Function", 11)] = "Attribute",
        [("Node", 5)] = "Attribute", [("Attribute", 5)] = "Tensor", [("Attribute", 6)] = "Graph", [("Attribute", 10)] = "Tensor", [("Attribute", 11)] = "Graph",
        [("Attribute", 22)] = "Sparse", [("Attribute", 23)] = "Sparse", [("Sparse", 1)] = "Tensor", [("Sparse", 2)] = "Tensor", [("Tensor", 13)] = "Entry",
        [("Value", 2)] = "Type", [("Type", 1)] = "TensorType", [("TensorType", 2)] = "Shape", [("Shape", 1)] = "Dim",
    };

    public string Kind => kind;

    public List<WireField> Fields { get; } = [];

    public static WireMessage Parse(string kind, ReadOnlySpan<byte> bytes)
    {
        var message = new WireMessage(kind);
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            var (number, wire) = ((int)(tag >> 3), (int)(tag & 7));
            var length = wire switch { 1 => 8, 5 => 4, 2 => (int)Varint(ref bytes), _ => 0 };
            var child = wire == 2 && Children.TryGetValue((kind, number), out var name) ? Parse(name, bytes[..length]) : null;
            message.Fields.Add(new WireField
            {
                Number = number,
                Wire = wire,
                Value = wire switch { 0 => Varint(ref bytes), 1 => BitConverter.ToUInt64(bytes), 5 => BitConverter.ToUInt32(bytes), _ => 0 },
                Payload = child is null ? bytes[..length].ToArray() : [],
                Message = child,
            });
            bytes = bytes[length..];
        }
        return message;
    }

    public WireMessage Clone()
    {
        var copy = new WireMessage(kind);
        copy.Fields.AddRange(Fields.Select(field => field.Clone()));
        return copy;
    }

    public byte[] Encode()
    {
        var bytes = new List<byte>();
        foreach (var field in Fields)
            field.Write(bytes);
        return [.. bytes];
    }

    /// <summary>Every field below this message, with the message that holds it.</summary>
    public IEnumerable<(WireMessage Owner, WireField Field)> All() =>
        Fields.SelectMany(field => field.Message is null ? [(this, field)] : field.Message.All().Prepend((this, field)));

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
