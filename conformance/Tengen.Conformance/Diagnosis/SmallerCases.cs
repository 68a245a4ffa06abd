// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;
using Tengen.Conformance.Probes;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Diagnosis;

/// <summary>
/// Cases of the same operator and type that show less than a given one: extents cut down, a parameter left out, plainer data. An extent that
/// stands in several places is cut in all of them, since shapes have to fit each other.
/// </summary>
internal static partial class SmallerCases
{
    /// <summary>The boldest cut first; only cases that can be built. None of a measurement, which has no smaller one.</summary>
    public static IEnumerable<Case> Of(Case given) => NumericsCase.IsOne(given) ? [] : Candidates(given).Distinct().Where(candidate => candidate != given && CanBeBuilt(candidate));

    private static IEnumerable<Case> Candidates(Case given)
    {
        foreach (var extent in Number().Matches(given.Parameters).Select(match => long.Parse(match.Value, CultureInfo.InvariantCulture)).Where(extent => extent > 1).Distinct().OrderDescending())
            foreach (var cut in new[] { 1, 2, extent / 2, extent - 1 }.Where(cut => cut > 0 && cut < extent).Distinct())
                yield return given with { Parameters = Number().Replace(given.Parameters, match => match.Value == extent.ToString(CultureInfo.InvariantCulture) ? cut.ToString(CultureInfo.InvariantCulture) : match.Value) };
        var parameters = given.Parameters.Split(',');
        for (var i = 0; i < parameters.Length && parameters.Length > 1; i++)
            yield return given with { Parameters = string.Join(',', parameters.Where((_, index) => index != i)) };
        if (given.Data != Case.Integers && given.Data != DataSets.ExactInt.Name)
            yield return given with { Data = DataSets.ExactInt.Name };
    }

    private static bool CanBeBuilt(Case candidate)
    {
        try
        {
            candidate.Materialise();
            return true;
        }
        catch (Exception e) when (e is GraphException or FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>A number of a value, not a digit in a name.</summary>
    [GeneratedRegex("(?<=[=x])[0-9]+(?=x|,|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
