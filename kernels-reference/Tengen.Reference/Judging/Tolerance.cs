// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>What may legally be computed for one element, before it is rounded to its storage dtype.</summary>
/// <param name="Reference">The value, from double-double: its high word.</param>
/// <param name="FirstOrder">B1: worst case with derivatives at the reference.</param>
/// <param name="Hard">B2: worst case with derivatives anywhere in the enclosures; twice B1 where those are not finite.</param>
/// <param name="Sigma">Standard deviation under independent roundings.</param>
/// <param name="Systematic">Bound on the correlated part.</param>
public readonly record struct Tolerance(double Reference, double FirstOrder, double Hard, double Sigma, double Systematic)
{
    /// <summary>The low word of the reference: <see cref="Reference"/> alone would turn a real just off a tie into the tie.</summary>
    public double ReferenceLow { get; init; }

    /// <summary>The declared deviations from IEEE 754 that the output may show.</summary>
    public NumericFlags Flags { get; init; }

    /// <summary>All that may be computed, where no finite bound on the error exists, and beside NaN where a declared form gives a number: it replaces <see cref="Hard"/> then.</summary>
    public Interval? Legal { get; init; }

    /// <summary>True where <see cref="Hard"/> is no proof: printed as "first-order".</summary>
    public bool IsFirstOrder { get; init; }

    /// <summary>The tolerance that covers both: the reference of this one, the larger of every bound.</summary>
    public Tolerance Or(Tolerance form)
    {
        var apart = form.Reference.Equals(Reference) ? 0 : Math.Abs(form.Reference - Reference);
        return this with
        {
            FirstOrder = Math.Max(FirstOrder, form.FirstOrder + apart),
            Hard = Math.Max(Hard, form.Hard + apart),
            Sigma = Math.Max(Sigma, form.Sigma),
            Systematic = Math.Max(Systematic, form.Systematic + apart),
            Legal = Legal is { } one && form.Legal is { } other ? one.Or(other) : Legal ?? form.Legal,
            IsFirstOrder = IsFirstOrder || form.IsFirstOrder,
        };
    }
}
