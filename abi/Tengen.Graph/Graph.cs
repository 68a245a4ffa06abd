// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>
/// A dataflow graph. Immutable; safe to share between threads. <see cref="GraphRules.Check"/> says whether it is well formed; hosts hand
/// only checked graphs in canonical form to a backend.
/// </summary>
public sealed record Graph
{
    /// <summary>For people, and the entry's name in a compiled program.</summary>
    public string Name { get; init; } = "";

    public required ImmutableArray<Value> Values { get; init; }

    /// <summary>In topological order: a node reads only inputs, constants, captures and outputs of earlier nodes.</summary>
    public required ImmutableArray<Node> Nodes { get; init; }

    /// <summary>Value indices of the inputs, in calling order.</summary>
    public required ImmutableArray<int> Inputs { get; init; }

    /// <summary>Value indices of the outputs; pairwise distinct, never an input or a constant in canonical form.</summary>
    public required ImmutableArray<int> Outputs { get; init; }

    public ImmutableArray<Symbol> Symbols { get; init; } = [];

    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>Values taken from the enclosing graph; non-empty only in nested bodies.</summary>
    public ImmutableArray<Capture> Captures { get; init; } = [];

    public bool IsStatic => Values.All(value => value.Shape.IsStatic);

    public override string ToString() => $"graph '{Name}' ({Nodes.Length} nodes, {Values.Length} values)";
}
