// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Graphs;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Protos;

using Tengen.Graph;

/// <summary>ONNX's messages as read: names unresolved, tensors already checked. <c>Offset</c> and <c>Path</c> say where in the file they stand.</summary>
internal sealed class GraphProto
{
    public required FieldPath Path { get; init; }
    public required long Offset { get; init; }
    public string Name { get; set; } = "";
    public List<NodeProto> Nodes { get; set; } = [];
    public List<ValueProto> Inputs { get; init; } = [];
    public List<ValueProto> Outputs { get; init; } = [];
    public List<ValueProto> ValueInfos { get; init; } = [];
    public List<ConstantProto> Initializers { get; init; } = [];

    /// <summary>Set once the functions that the graph calls are inlined; the graph may then be used several times.</summary>
    public GraphCost? Cost { get; set; }
}

internal sealed record ConstantProto(string Name, Tensor Tensor, long Offset, FieldPath Path);

internal sealed class NodeProto
{
    public required FieldPath Path { get; init; }
    public required long Offset { get; init; }
    public string Name { get; set; } = "";
    public string Op { get; set; } = "";
    public string Domain { get; set; } = "";
    public string Overload { get; set; } = "";
    public int Version { get; set; }
    public List<string> Inputs { get; set; } = [];
    public List<string> Outputs { get; set; } = [];
    public List<AttributeProto> Attributes { get; set; } = [];
}

/// <summary>An attribute: a finished <paramref name="Value"/>, or graphs still to be resolved, or a reference to an attribute of the function around it.</summary>
internal sealed record AttributeProto(string Name, NodeAttribute? Value, List<GraphProto>? Graphs, bool IsList, string Reference);

internal sealed class FunctionProto
{
    public required FieldPath Path { get; init; }
    public required long Offset { get; init; }
    public string Name { get; set; } = "";
    public string Domain { get; set; } = "";
    public string Overload { get; set; } = "";
    public List<string> Inputs { get; } = [];
    public List<string> Outputs { get; } = [];
    public List<AttributeProto> Defaults { get; } = [];
    public List<NodeProto> Nodes { get; } = [];
    public Dictionary<string, int> Opsets { get; } = new(StringComparer.Ordinal);
}

internal sealed record ValueProto(string Name, TypeProto Type, long Offset, FieldPath Path);

/// <summary>Dims are null when the rank is not given.</summary>
internal sealed record TypeProto(OnnxValueKind Kind, DType Element, List<DimProto>? Dims)
{
    public static readonly TypeProto Unknown = new(OnnxValueKind.Unknown, DType.Opaque, null);
}

/// <summary>A dim: an extent, a named symbol, or (extent -1, no name) anything.</summary>
internal readonly record struct DimProto(long Extent, string Symbol);

internal sealed class ModelProto
{
    public long IrVersion { get; set; }
    public string Producer { get; set; } = "";
    public string ProducerVersion { get; set; } = "";
    public GraphProto? Graph { get; set; }
    public Dictionary<string, int> Opsets { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);
    public List<FunctionProto> Functions { get; } = [];
}
