// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Operators;

/// <summary>What an operator means to a host: its signature in its newest form, how older forms become it, and its shape rule.</summary>
public sealed record OperatorContract
{
    /// <summary>The empty string is ONNX's own domain.</summary>
    public string Domain { get; init; } = "";

    public required string Name { get; init; }

    /// <summary>All since-versions this contract understands, ascending. The last one is the canonical form.</summary>
    public required ImmutableArray<int> Versions { get; init; }

    public required ImmutableArray<InputContract> Inputs { get; init; }

    public required ImmutableArray<OutputContract> Outputs { get; init; }

    public ImmutableArray<AttributeContract> Attributes { get; init; } = [];

    /// <summary>Rewrites a node of an older since-version into the canonical form. Null when every older form is also a legal newest form.</summary>
    public Action<UpgradeContext>? Upgrade { get; init; }

    /// <summary>Sets dtype and shape of every output.</summary>
    public required Action<ShapeContext> Infer { get; init; }

    /// <summary>Input positions whose elements the shape rule may read (Reshape's target, Slice's bounds). Source: ONNX operator text.</summary>
    public ImmutableArray<int> ShapeInputs { get; init; } = [];

    /// <summary>One paragraph for people: semantics and special values, with the source.</summary>
    public required string Summary { get; init; }

    public int Version => Versions[^1];

    public AttributeContract? Attribute(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);
}
