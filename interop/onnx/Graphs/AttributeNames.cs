// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Interop.Onnx.Graphs;

using Tengen.Graph;

internal static class AttributeNames
{
    /// <summary>Memory that <see cref="Renamed"/> takes for the value.</summary>
    public static long CopiedBytes(this NodeAttribute attribute) => attribute.Content switch
    {
        ImmutableArray<float> value => value.Length * 4L,
        ImmutableArray<long> value => value.Length * 8L,
        _ => 0,
    };

    /// <summary>The same value under another name.</summary>
    public static NodeAttribute Renamed(this NodeAttribute attribute, string name) => attribute.Content switch
    {
        float value => NodeAttribute.Float(name, value),
        long value => NodeAttribute.Int(name, value),
        ImmutableArray<byte> value => NodeAttribute.Bytes(name, value),
        Tensor value => NodeAttribute.Tensor(name, value),
        ImmutableArray<float> value => NodeAttribute.Floats(name, value.AsSpan()),
        ImmutableArray<long> value => NodeAttribute.Ints(name, value.AsSpan()),
        ImmutableArray<ImmutableArray<byte>> value => NodeAttribute.ByteStrings(name, value),
        ImmutableArray<Tensor> value => NodeAttribute.Tensors(name, value),
        var other => throw new ArgumentException($"{other} is no value of an attribute without graphs"),
    };
}
