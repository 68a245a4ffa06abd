// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Tiers;

/// <summary>The tier of a backend over one named set, with all that it follows from.</summary>
public sealed record SetTier
{
    /// <summary>A letter of <see cref="SpeedTier.All"/>.</summary>
    public required string Tier { get; init; }

    /// <summary>Of the scores of the warm figures, rounded to four decimals; the tier is that of the rounded mean.</summary>
    public required double GeometricMean { get; init; }

    /// <summary>The least score of all warm figures, conclusive or not, rounded alike.</summary>
    public required double Least { get; init; }

    /// <summary>Whose it is.</summary>
    public required string LeastCase { get; init; }

    /// <summary>Warm figures: one a shape of the set.</summary>
    public required int Figures { get; init; }

    /// <summary>How many of them are conclusive; the others count as the upper ends of their intervals.</summary>
    public required int Conclusive { get; init; }

    /// <summary>SHA-256 over the case ids of the set in their order, joined by newlines.</summary>
    public required string ShapesSha256 { get; init; }
}
