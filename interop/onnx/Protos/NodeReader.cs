// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Interop.Onnx.Tensors;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Protos;

using Tengen.Graph;

/// <summary>
/// Reads NodeProto (input 1, output 2, name 3, op_type 4, attribute 5, domain 7, overload 8) and AttributeProto (name 1, f 2, i 3, s 4, t 5,
/// g 6, floats 7, ints 8, strings 9, tensors 10, graphs 11, tp 14, type_protos 15, type 20, ref_attr_name 21, sparse_tensor 22 and 23).
/// A sparse tensor becomes a dense one; a type, which no tensor operator has, is kept as its serialised bytes. Source: onnx.proto.
/// </summary>
internal static class NodeReader
{
    private const int SparseTensor = 11, SparseTensors = 12, TypeProto = 13, TypeProtos = 14;

    /// <summary>The attribute type that a field belongs to, by field number.</summary>
    private static readonly int[] TypeOfField = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0, TypeProto, TypeProtos, 0, 0, 0, 0, 0, 0, SparseTensor, SparseTensors];

    public static NodeProto Read(WireReader reader)
    {
        var context = reader.Context;
        context.ChargeNode(reader.Start);
        var node = new NodeProto { Path = context.Path, Offset = reader.Start };
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: node.Inputs.Add(reader.Text()); break;
                case 2: node.Outputs.Add(reader.Text()); break;
                case 3: node.Name = reader.Text(); break;
                case 4: node.Op = reader.Text(); break;
                case 5: node.Attributes.Add(ReadAttribute(reader.Enter("attribute", node.Attributes.Count))); context.Leave(); break;
                case 7: node.Domain = ModelReader.Domain(reader.Text()); break;
                case 8: node.Overload = reader.Text(); break;
                default: reader.Skip(); break;
            }
        if (node.Op.Length == 0)
            throw context.Fail(node.Offset, "a node without op_type");
        if (node.Attributes.Select(attribute => attribute.Name).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw context.Fail(node.Offset, $"attribute '{twice.Key}' occurs twice");
        return node;
    }

    public static AttributeProto ReadAttribute(WireReader reader)
    {
        var context = reader.Context;
        var (name, reference, type, filled) = ("", "", 0, 0);
        var (f, i, s) = (0f, 0L, ImmutableArray<byte>.Empty);
        List<float>? floats = null;
        List<long>? ints = null;
        List<ImmutableArray<byte>>? strings = null;
        List<Tensor>? tensors = null;
        List<GraphProto>? graphs = null;
        var start = reader.Start;
        while (reader.Next())
        {
            if (reader.Field < TypeOfField.Length && TypeOfField[reader.Field] is var kind and > 0)
            {
                if (filled != 0 && filled != kind)
                    throw reader.Fail($"an attribute of type {filled} has a value of type {kind} too");
                filled = kind;
            }
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: f = reader.Float(); break;
                case 3: i = reader.Int64(); break;
                case 4 or 14: s = reader.Copy(); break;
                case 5: tensors = [TensorReader.Read(reader.Enter("t")).Tensor]; context.Leave(); break;
                case 6: graphs = [GraphProtoReader.Read(reader.Enter("g"))]; context.Leave(); break;
                case 7: ReadFloats(ref reader, floats ??= []); break;
                case 8: reader.Int64s(ints ??= []); break;
                case 9 or 15: (strings ??= []).Add(reader.Copy()); break;
                case 10: (tensors ??= []).Add(TensorReader.Read(reader.Enter("tensors", tensors.Count)).Tensor); context.Leave(); break;
                case 11: (graphs ??= []).Add(GraphProtoReader.Read(reader.Enter("graphs", graphs.Count))); context.Leave(); break;
                case 20: type = reader.Int32(); break;
                case 21: reference = reader.Text(); break;
                case 22: tensors = [SparseReader.Read(reader.Enter("sparse_tensor")).Tensor]; context.Leave(); break;
                case 23: (tensors ??= []).Add(SparseReader.Read(reader.Enter("sparse_tensors", tensors.Count)).Tensor); context.Leave(); break;
                default: reader.Skip(); break;
            }
        }
        if (reference.Length > 0)
            return new AttributeProto(name, null, null, false, reference);
        if (type != 0 && filled != 0 && filled != type)
            throw context.Fail(start, $"attribute '{name}' says type {type} and has a value of type {filled}");
        NodeAttribute? value = (type == 0 ? filled : type) switch
        {
            1 => NodeAttribute.Float(name, f),
            2 => NodeAttribute.Int(name, i),
            3 or TypeProto => NodeAttribute.Bytes(name, s),
            4 or SparseTensor => NodeAttribute.Tensor(name, tensors?[0] ?? throw context.Fail(start, $"attribute '{name}' has no tensor")),
            6 => NodeAttribute.Floats(name, [.. floats ?? []]),
            7 => NodeAttribute.Ints(name, [.. ints ?? []]),
            8 or TypeProtos => NodeAttribute.ByteStrings(name, [.. strings ?? []]),
            9 or SparseTensors => NodeAttribute.Tensors(name, [.. tensors ?? []]),
            5 when graphs is null => throw context.Fail(start, $"attribute '{name}' has no graph"),
            5 or 10 => null,
            0 => throw context.Fail(start, $"attribute '{name}' has neither type nor value"),
            var other => throw context.Fail(start, $"attribute '{name}' has type {other}, which is not known"),
        };
        return new AttributeProto(name, value, value is null ? graphs ?? [] : null, type == 10 || filled == 10, "");
    }

    private static void ReadFloats(ref WireReader reader, List<float> into)
    {
        for (var elements = reader.Elements(WireType.Fixed32); !elements.AtEnd;)
            into.Add(elements.RawFloat());
    }
}
