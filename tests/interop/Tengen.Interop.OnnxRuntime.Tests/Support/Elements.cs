// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime.Tensors;
using Tengen.Graph;
using Tensor = Tengen.Graph.Tensor;

namespace Tengen.Tests;

/// <summary>Element types that the project and ONNX Runtime's managed interface share.</summary>
internal static class Elements
{
    private static readonly Dictionary<DType, TensorElementType> Known = new()
    {
        [DType.Float32] = TensorElementType.Float,
        [DType.Float64] = TensorElementType.Double,
        [DType.Float16] = TensorElementType.Float16,
        [DType.BFloat16] = TensorElementType.BFloat16,
        [DType.Int8] = TensorElementType.Int8,
        [DType.Int16] = TensorElementType.Int16,
        [DType.Int32] = TensorElementType.Int32,
        [DType.Int64] = TensorElementType.Int64,
        [DType.UInt8] = TensorElementType.UInt8,
        [DType.UInt16] = TensorElementType.UInt16,
        [DType.UInt32] = TensorElementType.UInt32,
        [DType.UInt64] = TensorElementType.UInt64,
        [DType.Bool] = TensorElementType.Bool,
    };

    /// <exception cref="NotSupportedException">The element type is not shared.</exception>
    public static TensorData Of(Tensor tensor) => Known.TryGetValue(tensor.Type, out var type)
        ? new TensorData(type, [.. tensor.Dims], tensor.AsBytes().ToArray())
        : throw new NotSupportedException($"{tensor} has no counterpart");
}
