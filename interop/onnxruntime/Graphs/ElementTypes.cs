// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Interop.OnnxRuntime.Native.ONNXTensorElementDataType;

namespace Tengen.Interop.OnnxRuntime.Graphs;

/// <summary>ONNX Runtime's element types, whose numbers differ from ONNX's own above 23.</summary>
internal static class ElementTypes
{
    /// <summary>Opaque for strings and for what is not known.</summary>
    public static DType Of(Native.ONNXTensorElementDataType type) => type switch
    {
        ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL => DType.Bool,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT => DType.Float32,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE => DType.Float64,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 => DType.Float16,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 => DType.BFloat16,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 => DType.Int8,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 => DType.Int16,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 => DType.Int32,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 => DType.Int64,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 => DType.UInt8,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 => DType.UInt16,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 => DType.UInt32,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 => DType.UInt64,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX64 => DType.Complex64,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX128 => DType.Complex128,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FN => DType.Float8E4M3FN,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FNUZ => DType.Float8E4M3FNUZ,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E5M2 => DType.Float8E5M2,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E5M2FNUZ => DType.Float8E5M2FNUZ,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E8M0 => DType.Float8E8M0,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT4E2M1 => DType.Float4E2M1,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_INT4 => DType.Int4,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT4 => DType.UInt4,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_INT2 => DType.Int2,
        ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT2 => DType.UInt2,
        _ => DType.Opaque,
    };
}
