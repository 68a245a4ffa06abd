// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Cases;
using Tengen.Tests.Tightness;

namespace Tengen.Benchmarks.Reference;

/// <summary>
/// The tables of the oracle's quality: <c>tightness</c>, how wide tolerances are and whether legal twins stay inside, and <c>power</c>, which
/// planted numeric bugs the gates catch. Both take a prefix of case ids, and print to standard output; minutes for all cases.
/// </summary>
internal static class Tables
{
    /// <returns>1 when a legal twin was rejected.</returns>
    public static int Tightness(string prefix)
    {
        var table = new TightnessTable();
        foreach (var item in Matching(prefix))
            table.Add(item);
        table.Print(Console.Out);
        return table.Alarms.Count == 0 ? 0 : 1;
    }

    public static int Power(string prefix)
    {
        var table = new PowerTable();
        foreach (var item in Matching(prefix))
            table.Add(item);
        table.Print(Console.Out);
        return 0;
    }

    private static IEnumerable<Case> Matching(string prefix) => CaseSource.All.Where(item => item.Type.IsFloat && item.Id.StartsWith(prefix, StringComparison.Ordinal));
}
