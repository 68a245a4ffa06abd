// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Onnx;

/// <summary>What a value of an ONNX graph is. Everything but a tensor is opaque in <see cref="Tengen.Graph.Graph"/>.</summary>
public enum OnnxValueKind
{
    /// <summary>The file gives no type.</summary>
    Unknown = 0,
    Tensor = 1,
    Sequence = 4,
    Map = 5,
    SparseTensor = 8,
    Optional = 9,
}
