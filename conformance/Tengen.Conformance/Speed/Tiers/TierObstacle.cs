// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Tiers;

/// <summary>Why a benchmark gives no tier.</summary>
/// <param name="Where">The figure, the set or the backend.</param>
/// <param name="Rule">Label of the rule.</param>
/// <param name="Text">What is wrong, in one sentence.</param>
/// <param name="Next">What to do.</param>
public sealed record TierObstacle(string Where, string Rule, string Text, string Next)
{
    public override string ToString() => $"{Where}: {Rule}: {Text}";
}
