// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Interop.Onnx.Tensors;

using Tengen.Graph;

/// <summary>The elements of a string tensor, whose dtype is <see cref="DType.Opaque"/>. It has no bytes that a backend could read.</summary>
public sealed unsafe class StringStorage(ImmutableArray<ImmutableArray<byte>> strings) : Storage
{
    /// <summary>The strings in row-major order, as bytes; ONNX says UTF-8.</summary>
    public ImmutableArray<ImmutableArray<byte>> Strings => strings;

    public override byte* Pointer => null;

    public override long Length => 0;
}
