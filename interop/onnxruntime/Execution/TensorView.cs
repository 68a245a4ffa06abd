// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime.Execution;

/// <summary>A tensor of a kernel call: ONNX Runtime's memory, valid until the call returns.</summary>
internal unsafe struct TensorView
{
    public byte* Data;
    public long* Dims;
    public int Rank;

    public readonly ReadOnlySpan<long> Shape => new(Dims, Rank);

    public static TensorView Input(OrtKernelContext* context, int index)
    {
        OrtValue* value;
        Ort.Check(Ort.Api->KernelContext_GetInput(context, (nuint)index, &value));
        TensorView view;
        nuint rank;
        ONNXTensorElementDataType type;
        Ort.Check(Ort.Api->GetTensorElementTypeAndShapeDataReference(value, &type, &view.Dims, &rank));
        Ort.Check(Ort.Api->GetTensorData(value, (void**)&view.Data));
        view.Rank = (int)rank;
        return view;
    }

    /// <summary>Has ONNX Runtime make an output of this shape.</summary>
    public static byte* Output(OrtKernelContext* context, int index, ReadOnlySpan<long> shape)
    {
        OrtValue* value;
        fixed (long* dims = shape)
            Ort.Check(Ort.Api->KernelContext_GetOutput(context, (nuint)index, dims, (nuint)shape.Length, &value));
        byte* data;
        Ort.Check(Ort.Api->GetTensorMutableData(value, (void**)&data));
        return data;
    }
}
