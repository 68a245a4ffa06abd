// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Plans;

/// <summary>
/// Cases whose extents follow from the nonce: a published plan alone is answered by a plugin that is right for its shapes and for no others. Of every operator
/// and dtype one case is drawn, and its extents are drawn anew, alike ones alike, until the operator takes them. The printed constants draw none: everybody knows them.
/// </summary>
public static class DrawnCases
{
    /// <summary>The nonce of who gives none.</summary>
    public const string PrintedNonce = "tengen";

    /// <summary>Drawing ends here: some parameters leave no choice.</summary>
    private const int Draws = 32;

    /// <summary>Numbers below are ranks, windows and steps as often as extents: they are drawn anew in the first draws and kept in later ones.</summary>
    private const int FirstFloor = 2, LastFloor = 5;

    /// <summary>Larger numbers stand for no extent.</summary>
    private const long Largest = 4096;

    private static readonly HashSet<string> Data =
        [Case.Integers, DataSets.Uniform.Name, DataSets.ExactInt.Name, DataSets.Normal.Name, DataSets.Positive.Name];

    /// <summary>The plan with the drawn cases behind the operators' own.</summary>
    /// <param name="planned">Ids of generated cases, each once.</param>
    /// <param name="nonce">The run's.</param>
    public static IEnumerable<string> With(IEnumerable<string> planned, string nonce)
    {
        var own = planned.ToList();
        return nonce is PrintedNonce or Case.DailyNonce ? own : own.Concat(Of(own, nonce));
    }

    private static IEnumerable<string> Of(IReadOnlyList<string> planned, string nonce)
    {
        var taken = planned.ToHashSet(StringComparer.Ordinal);
        return planned.Select(Case.Parse).Where(item => Data.Contains(item.Data)).GroupBy(item => (item.Op, item.Type)).Select(group => Draw([.. group], taken, nonce)).OfType<string>();
    }

    private static string? Draw(IReadOnlyList<Case> group, HashSet<string> taken, string nonce)
    {
        var counter = Counter.Of($"{group[0].Op}/{group[0].Type}", Case.SuiteVersion, nonce);
        for (var draw = 0; draw < Draws; draw++)
        {
            var model = group[(int)counter.Integer(~(ulong)draw, 0, group.Count - 1)];
            var other = model with { Parameters = Redrawn(model.Parameters, counter.Stream(draw), FirstFloor + draw * (LastFloor - FirstFloor + 1) / Draws) };
            if (!taken.Contains(other.Id) && IsTaken(other))
                return other.Id;
        }
        return null;
    }

    /// <summary>Every number of <paramref name="floor"/> or more in another's place, the same one in the same one's.</summary>
    private static string Redrawn(string parameters, Counter counter, int floor) =>
        string.Join(',', parameters.Split(',').Select(parameter => Parameter(parameter.Split('='), counter, floor)));

    private static string Parameter(string[] parts, Counter counter, int floor) =>
        parts is [var name, var numbers] ? $"{name}={string.Join('x', numbers.Split('x').Select(number => Number(number, counter, floor)))}" : string.Join('=', parts);

    private static string Number(string number, Counter counter, long floor) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var extent) && extent >= floor && extent <= Largest
            ? counter.Integer((ulong)extent, Math.Max(floor, extent - extent / 4), extent + extent / 4 + 2).ToString(CultureInfo.InvariantCulture)
            : number;

    private static bool IsTaken(Case drawn)
    {
        try
        {
            drawn.Draft();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
