// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Plugin;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Graphs to compile, one per entry, over shared weights. The graphs' constants lie in the host's memory without a copy: their
/// <see cref="Storage"/> is readable until <see cref="Device.Compile"/> returns and throws afterwards, unless <see cref="IsPersistent"/>
/// says that the host keeps it until the program is disposed. Copy or pack what you keep.
/// </summary>
public sealed class CompileRequest
{
    internal CompileRequest(ImmutableArray<Graph> graphs, OptionSet options) => (Graphs, Options) = (graphs, options);

    /// <summary>At least one, with distinct names; every node was claimed.</summary>
    public ImmutableArray<Graph> Graphs { get; }

    public OptionSet Options { get; }

    /// <summary>True when the constant may be read in place until the program is disposed.</summary>
    public static bool IsPersistent(Tensor constant) => constant.Storage is BorrowedStorage { Persistent: true };
}

/// <summary>Compiled bytes to make a program from; everything is borrowed for the call.</summary>
public readonly ref struct LoadRequest
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>Hostile until checked: malformed ones are <see cref="Status.InvalidArgument"/> or <see cref="Status.Incompatible"/> (TG-P-40).</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>Graphs that only bring their constants; may be empty.</summary>
    public required ImmutableArray<Graph> Graphs { get; init; }

    /// <summary>Constants that the bytes refer to by name.</summary>
    public required ImmutableArray<Value> Weights { get; init; }

    public required OptionSet Options { get; init; }
}
