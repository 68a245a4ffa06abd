// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Sets;

/// <summary>One shape that is timed. Its case id names operator, dtype, dims and data, as everywhere in the suite.</summary>
/// <param name="Set">Name of the set it belongs to: where the shape occurs.</param>
/// <param name="Case">Case id.</param>
/// <param name="Near">Case id of a neighbouring shape, which honest kernels run about as well.</param>
/// <param name="Weights">Positions of inputs that are constants of the graph, as weights are in a network.</param>
public sealed record BenchItem(string Set, string Case, string Near, params int[] Weights)
{
    /// <summary>Case id of a floating-point twin whose kernel does as many operations; null where the item's own kernel counts them.</summary>
    public string? Counted { get; init; }

    public string Op => Case.Split('/')[0];

    public override string ToString() => Case;
}
