// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Rooflines;

namespace Tengen.Conformance.Speed.Sets;

/// <summary>One shape that is timed. Its case id names operator, dtype, dims and data, as everywhere in the suite; that of a part of a model names model and node.</summary>
/// <param name="Set">Name of the set it belongs to: where the shape occurs.</param>
/// <param name="Case">Case id.</param>
/// <param name="Near">Case id of a neighbouring shape, which honest kernels run about as well; null where there is none.</param>
/// <param name="Weights">Positions of inputs that are constants of the graph, as weights are in a network.</param>
public sealed record BenchItem(string Set, string Case, string? Near, params int[] Weights)
{
    /// <summary>Case id of a floating-point twin whose kernel does as many operations; null where the item's own kernel counts them.</summary>
    public string? Counted { get; init; }

    /// <summary>The part of a model that is timed in place of a case; null for a case.</summary>
    public ModelPart? Model { get; init; }

    /// <summary>What has to be done, where it is not a case's to say.</summary>
    public Work? Known { get; init; }

    /// <summary>The operator; <c>whole</c> of a whole network.</summary>
    public string Op => Model is null ? Case.Split('/')[0] : Case.Split('/')[3].Split('-')[^1].Split('.')[0];

    public override string ToString() => Case;
}
