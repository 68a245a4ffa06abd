// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Verdicts;

/// <summary>The element that decided a case.</summary>
/// <param name="Output">Position of the output in the operator's list.</param>
/// <param name="Index">Index in every dim.</param>
/// <param name="Got">What the backend computed.</param>
/// <param name="Want">The reference value.</param>
/// <param name="Tolerance">The hard bound on |got - want|; 0 means bit-exact.</param>
/// <param name="Rejected">How many elements of the output were rejected.</param>
/// <param name="Elements">How many it has.</param>
/// <param name="Pattern">Where the rejected ones lie, for a person; null when no gate for single elements rejected any.</param>
public sealed record Mismatch(int Output, long[] Index, double Got, double Want, double Tolerance, long Rejected, long Elements, string? Pattern = null)
{
    /// <summary>|got - want| over the tolerance; infinite for a wrong NaN, a wrong infinity, or a zero tolerance.</summary>
    public double Ratio
    {
        get
        {
            var error = Math.Abs(Got - Want);
            return error == 0 ? 0 : Tolerance > 0 && double.IsFinite(error) ? error / Tolerance : double.PositiveInfinity;
        }
    }
}
