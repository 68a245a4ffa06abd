// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime.Graphs;

/// <summary>The values of a graph while it is read. A name is a value; a symbolic dim's name is a symbol.</summary>
internal sealed unsafe class ValueTable(GraphBuilder builder)
{
    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _symbols = new(StringComparer.Ordinal);

    public static string Name(OrtValueInfo* info)
    {
        byte* name;
        Ort.Check(Ort.Api->GetValueInfoName(info, &name));
        return Ort.Text(name);
    }

    /// <summary>A graph input.</summary>
    public void AddInput(OrtValueInfo* info)
    {
        var (type, shape) = Describe(info);
        _values[Name(info)] = builder.Input(Name(info), type, shape);
    }

    /// <summary>An initializer, unless it is an input too or no tensor of numbers.</summary>
    public void AddConstant(OrtValueInfo* info)
    {
        if (_values.ContainsKey(Name(info)))
            return;
        OrtValue* value;
        Ort.Check(Ort.Api->ValueInfo_GetInitializerValue(info, &value));
        if (value != null && TensorReader.Read(value) is { } tensor)
            _values[Name(info)] = builder.Constant(Name(info), tensor);
    }

    /// <summary>What a node reads. A value that comes from an enclosing graph is a constant when that knows its elements, otherwise an input.</summary>
    public int Operand(OrtValueInfo* info)
    {
        if (info == null || Name(info) is not { Length: > 0 } name)
            return Node.Absent;
        if (!_values.ContainsKey(name))
            AddConstant(info);
        if (!_values.ContainsKey(name))
            AddInput(info);
        return _values[name];
    }

    /// <summary>What a node makes.</summary>
    public int Result(OrtValueInfo* info)
    {
        if (info == null || Name(info) is not { Length: > 0 } name)
            return Node.Absent;
        var (type, shape) = Describe(info);
        return _values[name] = builder.Value(name, type, shape);
    }

    /// <summary>The type belongs to the value: it is not released.</summary>
    private (DType Type, Shape Shape) Describe(OrtValueInfo* info)
    {
        OrtTypeInfo* type;
        Ort.Check(Ort.Api->GetValueInfoTypeInfo(info, &type));
        if (type == null)
            return (DType.Opaque, Shape.Unknown);
        ONNXType kind;
        Ort.Check(Ort.Api->GetOnnxTypeFromTypeInfo(type, &kind));
        if (kind != ONNXType.ONNX_TYPE_TENSOR)
            return (DType.Opaque, Shape.Unknown);
        OrtTensorTypeAndShapeInfo* tensor;
        Ort.Check(Ort.Api->CastTypeInfoToTensorInfo(type, &tensor));
        ONNXTensorElementDataType element;
        Ort.Check(Ort.Api->GetTensorElementType(tensor, &element));
        return (ElementTypes.Of(element), Dims(tensor));
    }

    private Shape Dims(OrtTensorTypeAndShapeInfo* tensor)
    {
        if (Ort.Api->TensorTypeAndShape_HasShape(tensor) == 0)
            return Shape.Unknown;
        nuint rank;
        Ort.Check(Ort.Api->GetDimensionsCount(tensor, &rank));
        if (rank > Shape.MaxRank)
            return Shape.Unknown;
        var dims = stackalloc long[Shape.MaxRank];
        var names = stackalloc byte*[Shape.MaxRank];
        Ort.Check(Ort.Api->GetDimensions(tensor, dims, rank));
        Ort.Check(Ort.Api->GetSymbolicDimensions(tensor, names, rank));
        var shape = ImmutableArray.CreateBuilder<long>((int)rank);
        for (var axis = 0; axis < (int)rank; axis++)
            shape.Add(dims[axis] >= 0 ? dims[axis] : Dim(Ort.Text(names[axis])));
        return new Shape(shape.MoveToImmutable());
    }

    private long Dim(string name)
    {
        if (name.Length == 0)
            return builder.Symbol(new Symbol($"dim.{_symbols.Count}"));
        return _symbols.TryGetValue(name, out var dim) ? dim : _symbols[name] = builder.Symbol(new Symbol(name));
    }
}
