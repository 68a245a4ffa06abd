// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Interop.OnnxRuntime.Graphs;

/// <summary>Memory of ONNX Runtime, which keeps it during the callback that showed it.</summary>
internal sealed unsafe class LentStorage(void* pointer, long bytes) : Storage
{
    public override byte* Pointer { get; } = (byte*)pointer;

    public override long Length { get; } = bytes;
}
