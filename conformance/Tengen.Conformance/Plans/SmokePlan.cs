// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Plans;

/// <summary>
/// A fast look at everything: the first case of each operator at each dtype of its main input, and of each area of the contract. It finds what is
/// broken altogether, and shows conformance to nothing.
/// </summary>
public static class SmokePlan
{
    /// <summary>The chosen ids, in the order they were given.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> ids) => ids.DistinctBy(id => string.Join('/', id.Split('/').Take(2)), StringComparer.Ordinal);
}
