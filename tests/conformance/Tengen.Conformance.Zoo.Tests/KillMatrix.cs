// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Zoo;

/// <summary>The census as a page.</summary>
internal static class KillMatrix
{
    private static readonly string[] Families = ["numerics", "specials", "indexing", "memory and sync", "determinism", "quantisation", "contract", Inhabitant.Speed];

    public static Page Page(IReadOnlyList<Record> records)
    {
        var wrong = records.Where(record => !record.Who.IsLegal).OrderBy(record => Array.IndexOf(Families, record.Who.Family)).ToList();
        var twins = records.Where(record => record.Who.IsLegal).ToList();
        return new Page("The kill matrix",
            "The suite is tested by planted bugs: conformance/zoo is one naive plugin whose configurations are wrong in one way each, and legal twins that compute in other orders, other formats, or report in other ways, and declare it. "
            + "Every wrong configuration must be killed by at least one case, no twin by any. Configurations run in worker processes over every case of the operators they claim; a crash or a hang ends a configuration's run, and so does the first kill of an asynchronous one, whose counts would depend on scheduling.",
            [Figures(wrong, twins), Matrix(wrong), Wrong(wrong), Twins(twins)]);
    }

    private static PageSection Figures(List<Record> wrong, List<Record> twins)
    {
        var judged = wrong.Where(record => record.Who.Family != Inhabitant.Speed).ToList();
        var numeric = wrong.Where(record => record.Who.Family == Families[0]).ToList();
        return new PageSection("Figures",
        [
            $"{wrong.Count} wrong configurations, {judged.Count(record => record.Kills.Any())} of {judged.Count} killed by certify; {wrong.Count - judged.Count} are wrong in speed alone, which tengen bench judges",
            $"{numeric.Count} of them are numeric, {numeric.Count(record => record.PassesOnnxRule)} of these pass ONNX's own rule (rtol 1e-3, atol 1e-7) on every official case of their operators",
            $"{twins.Count} legal twins, {twins.Count(record => record.Alarms.Any())} false alarms",
        ]);
    }

    /// <summary>Configurations killed, by family and by what kills them.</summary>
    private static PageSection Matrix(List<Record> wrong)
    {
        var killers = wrong.SelectMany(KillersOf).Distinct().OrderBy(killer => killer.StartsWith("gate.", StringComparison.Ordinal) ? 0 : 1).ThenBy(killer => killer, StringComparer.Ordinal).ToList();
        return new PageSection("Configurations that a rule kills, by family", [], new PageTable(["killed by", .. Families],
            [.. killers.Select(killer => (IReadOnlyList<string>)[killer, .. Families.Select(family => Count(wrong.Count(record => record.Who.Family == family && KillersOf(record).Contains(killer))))])]));
    }

    private static PageSection Wrong(List<Record> wrong) => new("Wrong configurations",
        ["cases: how many each rule kills; ONNX's rule: official cases accepted of those asked"],
        new PageTable(["configuration", "family", "what is wrong", "killed by: cases", "first killing case", "passes ONNX's rule"],
            [.. wrong.Select(record => (IReadOnlyList<string>)[record.Who.Name, record.Who.Family, record.Who.What, Killers(record), First(record), OnnxRule(record)])]));

    private static PageSection Twins(List<Record> twins) => new("Legal twins",
        ["err/bound: the largest error over its bound; 1 would be an alarm"],
        new PageTable(["twin", "family", "what it does", "cases passed", "elements judged", "worst err/bound"],
            [.. twins.Select(record => (IReadOnlyList<string>)[record.Who.Name, record.Who.Family, record.Who.What,
                .. record.Who.IsTimed ? (string[])["", "", ""] : [$"{record.Passes}", $"{record.Elements:N0}", $"{record.WorstErrOverBound:0.00}"]])]));

    private static IEnumerable<string> KillersOf(Record record) =>
        record.Who.IsTimed ? record.Kills.Select(kill => kill.Verdict.Name()).Take(1) : record.Kills.Select(Record.Killer).Distinct();

    private static string Killers(Record record) => record.Who.IsTimed
        ? string.Join(", ", KillersOf(record))
        : Unjudged(record) ?? string.Join(", ", record.Kills.CountBy(Record.Killer).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"));

    private static string? Unjudged(Record record) => record.Who.Family == Inhabitant.Speed && !record.Kills.Any() ? "judged by tengen bench" : null;

    private static string First(Record record) => record.Who.IsTimed ? "" : record.Kills.FirstOrDefault()?.Case ?? "";

    private static string OnnxRule(Record record) =>
        record.OfficialAsked == 0 ? "" : $"{(record.PassesOnnxRule ? "yes" : "no")}, {record.OfficialAccepted} of {record.OfficialAsked}";

    private static string Count(int count) => count == 0 ? "" : $"{count}";
}
