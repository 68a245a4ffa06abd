// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>What may legally be computed for one element, before it is rounded to its storage dtype.</summary>
/// <param name="Reference">The value, from double-double.</param>
/// <param name="FirstOrder">B1: worst case with derivatives at the reference.</param>
/// <param name="Hard">B2: worst case with derivatives anywhere in the enclosures; twice B1 where those are not finite.</param>
/// <param name="Sigma">Standard deviation under independent roundings.</param>
/// <param name="Systematic">Bound on the correlated part.</param>
public readonly record struct Tolerance(double Reference, double FirstOrder, double Hard, double Sigma, double Systematic)
{
    /// <summary>True where <see cref="Hard"/> is no proof: printed as "first-order".</summary>
    public bool IsFirstOrder { get; init; }

    /// <summary>The tolerance that covers both: the reference of this one, the larger of every bound.</summary>
    public Tolerance Or(Tolerance form)
    {
        var apart = Math.Abs(form.Reference - Reference);
        return new Tolerance(
            Reference,
            Math.Max(FirstOrder, form.FirstOrder + apart),
            Math.Max(Hard, form.Hard + apart),
            Math.Max(Sigma, form.Sigma),
            Math.Max(Systematic, form.Systematic + apart)) { IsFirstOrder = IsFirstOrder || form.IsFirstOrder };
    }
}
