// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Onnx.Wire;

/// <summary>How a field is encoded. Source: Protocol Buffers encoding, "Message structure"; groups (3, 4) occur in no ONNX file.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
