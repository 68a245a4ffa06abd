// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Tensors;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Protos;

using Tengen.Graph;

/// <summary>
/// Reads ValueInfoProto (name 1, type 2) and TypeProto (tensor 1, sequence 4, map 5, sparse 8, optional 9; tensor: element 1, shape 2;
/// shape: dim 1; dim: value 1, param 2). Source: onnx.proto.
/// </summary>
internal static class TypeReader
{
    public static ValueProto ReadValue(WireReader reader)
    {
        var (name, type) = ("", TypeProto.Unknown);
        var start = reader.Start;
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: type = ReadType(reader.Enter("type")); reader.Context.Leave(); break;
                default: reader.Skip(); break;
            }
        return new ValueProto(name, type, start, reader.Context.Path);
    }

    private static TypeProto ReadType(WireReader reader)
    {
        var type = TypeProto.Unknown;
        while (reader.Next())
            switch (reader.Field)
            {
                case 1:
                    type = ReadTensor(reader.Enter("tensor_type"));
                    reader.Context.Leave();
                    break;
                case 4 or 5 or 8 or 9:
                    type = new TypeProto((OnnxValueKind)reader.Field, DType.Opaque, null);
                    reader.Bytes();
                    break;
                default: reader.Skip(); break;
            }
        return type;
    }

    private static TypeProto ReadTensor(WireReader reader)
    {
        var element = DType.Opaque;
        List<DimProto>? dims = null;
        while (reader.Next())
            switch (reader.Field)
            {
                case 1:
                    var number = reader.Int32();
                    element = number == 0 ? DType.Opaque : ElementTypes.Of(number) ?? throw reader.Fail($"element type {number} is not known");
                    break;
                case 2:
                    dims = ReadShape(reader.Enter("shape"));
                    reader.Context.Leave();
                    break;
                default: reader.Skip(); break;
            }
        return new TypeProto(OnnxValueKind.Tensor, element, dims);
    }

    private static List<DimProto> ReadShape(WireReader reader)
    {
        var dims = new List<DimProto>();
        while (reader.Next())
            if (reader.Field == 1)
            {
                if (dims.Count == Shape.MaxRank)
                    throw reader.Fail($"the rank is above {Shape.MaxRank}");
                dims.Add(ReadDim(reader.Enter("dim", dims.Count)));
                reader.Context.Leave();
            }
            else
            {
                reader.Skip();
            }
        return dims;
    }

    private static DimProto ReadDim(WireReader reader)
    {
        var dim = new DimProto(-1, "");
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: dim = new DimProto(Math.Max(reader.Int64(), -1), ""); break;
                case 2: dim = new DimProto(-1, reader.Text()); break;
                default: reader.Skip(); break;
            }
        return dim;
    }
}
