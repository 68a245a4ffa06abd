// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>The shapes of all inputs, as a key.</summary>
internal readonly struct ShapeList(ImmutableArray<Shape> shapes) : IEquatable<ShapeList>
{
    public ImmutableArray<Shape> Shapes => shapes;

    public bool Equals(ShapeList other) => shapes.AsSpan().SequenceEqual(other.Shapes.AsSpan());

    public override bool Equals(object? obj) => obj is ShapeList other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var shape in shapes)
            hash.Add(shape);
        return hash.ToHashCode();
    }
}
