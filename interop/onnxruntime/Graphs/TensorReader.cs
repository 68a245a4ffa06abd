// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime.Graphs;

/// <summary>OrtValue to tensor, without a copy of the elements.</summary>
internal static unsafe class TensorReader
{
    /// <summary>Null for what is no dense tensor of numbers.</summary>
    public static Tensor? Read(OrtValue* value)
    {
        int isTensor;
        Ort.Check(Ort.Api->IsTensor(value, &isTensor));
        if (isTensor == 0)
            return null;
        ONNXTensorElementDataType type;
        long* dims;
        nuint rank;
        Ort.Check(Ort.Api->GetTensorElementTypeAndShapeDataReference(value, &type, &dims, &rank));
        var element = ElementTypes.Of(type);
        if (element.IsOpaque)
            return null;
        void* data;
        Ort.Check(Ort.Api->GetTensorData(value, &data));
        ImmutableArray<long> extents = [.. new ReadOnlySpan<long>(dims, (int)rank)];
        return new Tensor(element, extents, new LentStorage(data, element.BytesFor(Shape.CountOf(extents.AsSpan()))));
    }
}
