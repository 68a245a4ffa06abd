// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Onnx;

/// <summary>What a file may make the reader spend beyond memory in proportion to its own length. Going over a limit is an <see cref="OnnxException"/>.</summary>
public sealed record OnnxLimits
{
    public static readonly OnnxLimits Default = new();

    /// <summary>Messages inside messages; a graph inside a node's attribute takes three.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Bytes of all tensors that are decoded instead of mapped (typed fields, sparse tensors).</summary>
    public long ExpandedBytes { get; init; } = 2L << 30;

    /// <summary>Nodes of all graphs after functions are inlined.</summary>
    public int Nodes { get; init; } = 1_000_000;
}
