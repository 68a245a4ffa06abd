// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Onnx;

/// <summary>What a file may make the reader spend beyond memory in proportion to its own length. Going over a limit is an <see cref="OnnxException"/>.</summary>
public sealed record OnnxLimits
{
    public static readonly OnnxLimits Default = new();

    /// <summary>Messages inside messages; a graph inside a node's attribute takes three.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Calls of functions and nested graphs inside one another, counted together. The reader's stack grows with it.</summary>
    public int Nesting { get; init; } = 100;

    /// <summary>Bytes of all tensors that are decoded instead of mapped (typed fields, sparse tensors), and of all that <see cref="RandomWeights"/> makes.</summary>
    public long ExpandedBytes { get; init; } = 2L << 30;

    /// <summary>Nodes of all graphs and functions in the file, nodes of all graphs after functions are inlined, and calls of functions: each at most this many.</summary>
    public int Nodes { get; init; } = 1_000_000;

    /// <summary>
    /// What the graphs hold beside nodes after functions are inlined: inputs, outputs and attributes of nodes, values that a graph declares
    /// or captures, parameters of calls. A name that inlining makes counts once more for every 64 letters, a list that it copies for every 64 bytes.
    /// </summary>
    public long Names { get; init; } = 4_000_000;
}
