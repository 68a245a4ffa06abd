// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Tengen.Graph;
using Tengen.Tests;

namespace Tengen.Conformance.Peers;

/// <summary>A one-node graph as the bytes of an ONNX model.</summary>
internal static class OneNodeModel
{
    /// <summary>The newest opset that the pinned ONNX Runtime has released.</summary>
    public const int Opset = 26;

    private const int IrVersion = 10;

    private static readonly Dictionary<DType, ulong> Numbers = new()
    {
        [DType.Float32] = 1, [DType.UInt8] = 2, [DType.Int8] = 3, [DType.UInt16] = 4, [DType.Int16] = 5, [DType.Int32] = 6, [DType.Int64] = 7,
        [DType.Bool] = 9, [DType.Float16] = 10, [DType.Float64] = 11, [DType.UInt32] = 12, [DType.UInt64] = 13, [DType.BFloat16] = 16,
    };

    public static bool Knows(DType type) => Numbers.ContainsKey(type);

    public static byte[] Of(Tengen.Graph.Graph graph)
    {
        var made = new Proto().Message(1, Node(graph)).Text(2, "case");
        for (var i = 0; i < graph.Values.Length; i++)
            if (graph.Values[i].Constant is { } constant)
                made.Message(5, Constant(Name(i), constant));
        foreach (var input in graph.Inputs)
            made.Message(11, Value(Name(input), graph.Values[input].Type, graph.Values[input].Shape.Dims));
        foreach (var output in graph.Outputs)
            made.Message(12, Value(Name(output), graph.Values[output].Type, graph.Values[output].Shape.Dims));
        return new Proto().Int(1, IrVersion).Message(7, made).Message(8, new Proto().Text(1, "").Int(2, Opset)).Bytes;
    }

    public static string Name(int value) => $"v{value}";

    private static Proto Node(Tengen.Graph.Graph graph)
    {
        var node = graph.Nodes[0];
        var made = Proto.Node(node.Op, [.. node.Inputs.Select(Named)], [.. node.Outputs.Select(Named)]);
        foreach (var attribute in node.Attributes)
            made.Message(5, Attribute(attribute));
        return made;
    }

    private static string Named(int value) => value == Tengen.Graph.Node.Absent ? "" : Name(value);

    private static Proto Attribute(NodeAttribute attribute)
    {
        var made = new Proto().Text(1, attribute.Name);
        switch (attribute.Type)
        {
            case AttributeType.Float:
                made.Single(2, 5, BitConverter.GetBytes(attribute.AsFloat));
                break;
            case AttributeType.Int:
                made.Int(3, (ulong)attribute.AsInt);
                break;
            case AttributeType.String:
                made.Raw(4, Encoding.UTF8.GetBytes(attribute.AsString));
                break;
            case AttributeType.Tensor:
                made.Message(5, Constant("", attribute.AsTensor));
                break;
            case AttributeType.Floats:
                foreach (var value in attribute.AsFloats)
                    made.Single(7, 5, BitConverter.GetBytes(value));
                break;
            case AttributeType.Ints:
                foreach (var value in attribute.AsInts)
                    made.Int(8, (ulong)value);
                break;
            case AttributeType.Strings:
                foreach (var value in attribute.AsStrings)
                    made.Text(9, value);
                break;
            default:
                throw new NotSupportedException($"{attribute}: no case has such an attribute");
        }
        return made.Int(20, (ulong)attribute.Type);
    }

    private static Proto Constant(string name, Tensor tensor) =>
        tensor.Dims.Aggregate(new Proto(), (made, extent) => made.Int(1, (ulong)extent)).Int(2, Numbers[tensor.Type]).Text(8, name).Raw(9, tensor.AsBytes().ToArray());

    private static Proto Value(string name, DType type, ImmutableArray<long> dims)
    {
        var shape = dims.Aggregate(new Proto(), (made, extent) => made.Message(1, Shape.IsSymbol(extent) ? new Proto().Text(2, $"s{Shape.SymbolIndex(extent)}") : new Proto().Int(1, (ulong)extent)));
        return new Proto().Text(1, name).Message(2, new Proto().Message(1, new Proto().Int(1, Numbers[type]).Message(2, shape)));
    }
}
