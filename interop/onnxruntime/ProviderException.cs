// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime;

/// <summary>What becomes an OrtStatus: said by this library, or by ONNX Runtime to it.</summary>
internal sealed class ProviderException(OrtErrorCode code, string message) : Exception(message)
{
    public OrtErrorCode Code { get; } = code;
}
