// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Execution;

/// <summary>What the gates say of one output.</summary>
/// <param name="Rule">The gate that did not hold, or null when all did.</param>
/// <param name="Text">How, in one sentence.</param>
/// <param name="Worst">The deciding element.</param>
/// <param name="ErrOverBound">Largest |error| over the hard bound.</param>
/// <param name="ErrOverStatistical">Largest |error| over 6 sigma + sys; null when that gate was not in force.</param>
/// <param name="Rms">Of error over sigma + sys; null below 1,000 elements or when that gate was not in force.</param>
internal sealed record Judgement(string? Rule, string? Text, Mismatch? Worst, double ErrOverBound, double? ErrOverStatistical, double? Rms)
{
    public bool Holds => Rule is null;

    public static Judgement Wrong(string rule, string text) => new(rule, text, null, double.PositiveInfinity, null, null);
}
