// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Plans;

/// <summary>A compiled graph: launches in order, each after the one before.</summary>
internal sealed record Plan
{
    public required ImmutableArray<Launch> Launches { get; init; }

    /// <summary>Uploaded once; the graph's own memory, or the plan's.</summary>
    public required ImmutableArray<Tensor> Constants { get; init; }

    /// <summary>Bytes of the memory that temporaries lie in.</summary>
    public required long ArenaBytes { get; init; }
}
