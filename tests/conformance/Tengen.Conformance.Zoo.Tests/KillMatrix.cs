// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Zoo;

/// <summary>The census as a page.</summary>
internal static class KillMatrix
{
    /// <summary>Cells of a row that a run which stops at the first kill knows too.</summary>
    public const int SteadyCells = 4;

    /// <summary>Families in the page's order, and what they have in common.</summary>
    private static readonly (string Name, string Text)[] Families =
    [
        (Inhabitant.Numerics, "Arithmetic that is worse than declared. These are what fixed tolerances let pass."),
        ("specials", "NaN, infinities, subnormal numbers, signed zeros, ties, and the ends of the range."),
        ("indexing", "The wrong elements: strides, pads, tails, axes, broadcasts."),
        ("memory and sync", "What is read and written, and when. Asynchronous ones are wrong in a race."),
        ("determinism", "Results that do not repeat, or depend on what else is in the batch, although the device declares that they do not."),
        (Inhabitant.Recognition, "Right where the suite is and wrong elsewhere, or another in every process. Each is asked few cases, as certify asks them: all are good, and one is run again in an ordinary host."),
        ("quantisation", "Scales, zero points, ties, saturation, integer sums."),
        (Inhabitant.Contract, "Obligations of the ABI: statuses, claims, reports, ends."),
        (Inhabitant.Speed, "Figures that are not what they seem. Those whose values are right are caught by tengen bench alone; those that only a clock tells from an honest device are asked when the page is written, not in every run of the tests."),
    ];

    public static Page Page(IReadOnlyList<Record> records)
    {
        var wrong = records.Where(record => !record.Who.IsLegal).ToList();
        var twins = records.Where(record => record.Who.IsLegal).ToList();
        return new Page("The kill matrix",
            "Who judges the judge? A suite that never failed a bad backend has shown nothing. So this one is itself tested, in every run of its tests, by planted bugs: conformance/zoo is one plugin, "
            + "written plainly from the ONNX specification, whose configurations are each wrong in one way, and legal twins, which compute in another order, in another format, or report in another way, and declare it. "
            + "Every wrong configuration must be caught, no twin may be accused. A bug that survives is a hole in the cases or in the judge, a twin that is accused a false alarm: both fail the build.",
            [Figures(wrong, twins), Summary(wrong), Matrix(wrong), .. Families.Select(family => Wrong(family.Name, family.Text, wrong)), Twins(twins)]);
    }

    private static PageSection Figures(List<Record> wrong, List<Record> twins)
    {
        var numeric = wrong.Where(record => record.Who.Family == Inhabitant.Numerics).ToList();
        return new PageSection("Figures",
        [
            $"{wrong.Count} wrong configurations in {Families.Length} families, {wrong.Count(record => record.IsCaught)} caught: {wrong.Count(record => record.Kills.Any())} by tengen certify, {wrong.Count(record => !record.Kills.Any() && record.IsCaught)} by tengen bench",
            $"{numeric.Count(record => record.PassesOnnxRule)} of the {numeric.Count} numeric ones pass ONNX's own rule (rtol 1e-3, atol 1e-7) on every official case of their operators: a backend with that bug passes ONNX's backend test (no official case has the operator of {numeric.Count(record => record.OfficialAsked == 0)})",
            $"{twins.Count} legal twins, {twins.Count(record => record.Alarms.Any())} accused; how often they are judged under other nonces, and with what result: false-alarms.md",
        ]);
    }

    private static PageSection Summary(List<Record> wrong) => new("Families", [], new PageTable(["family", "wrong configurations", "caught", "pass ONNX's rule", "asked about it"],
        [.. Families.Select(family => wrong.Where(record => record.Who.Family == family.Name).ToList()).Select(family => (IReadOnlyList<string>)
            [family[0].Who.Family, $"{family.Count}", $"{family.Count(record => record.IsCaught)}", $"{family.Count(record => record.PassesOnnxRule)}", $"{family.Count(record => record.OfficialAsked > 0)}"])]));

    /// <summary>Configurations killed, by family and by what kills them.</summary>
    private static PageSection Matrix(List<Record> wrong)
    {
        var killers = wrong.SelectMany(KillersOf).Distinct().OrderBy(killer => killer.StartsWith("gate.", StringComparison.Ordinal) ? 0 : 1).ThenBy(killer => killer, StringComparer.Ordinal).ToList();
        return new PageSection("Which rule kills how many of a family",
            ["gate.* and TG-* are rules of a case (tengen explain tells what they say), a verdict before them is one that no rule alone gives; bench: tengen bench"],
            new PageTable(["rule", .. Families.Select(family => family.Name)],
                [.. killers.Select(killer => (IReadOnlyList<string>)[killer, .. Families.Select(family => Count(wrong.Count(record => record.Who.Family == family.Name && KillersOf(record).Contains(killer))))])]));
    }

    private static PageSection Wrong(string family, string text, List<Record> wrong) => new(
        $"Wrong: {family}",
        [text, .. family == Inhabitant.Numerics ? Legend : []],
        new PageTable(["configuration", "what is wrong", "first caught by", "in the case", "ONNX's rule", "killed by: cases"],
            [.. wrong.Where(record => record.Who.Family == family).Select(record => (IReadOnlyList<string>)[record.Who.Name, record.Who.What, FirstKiller(record), FirstCase(record), OnnxRule(record), Killers(record)])]));

    private static readonly string[] Legend =
    [
        "ONNX's rule: what |got - want| <= 1e-7 + 1e-3 |want| says to the official cases of its operators; empty where values are not what is wrong, or where nothing official applies",
        "killed by: how many of the suite's cases each rule kills. A crash or a hang ends a configuration's run, and so does the first kill of an asynchronous one, whose counts would depend on scheduling",
    ];

    private static PageSection Twins(List<Record> twins) => new("Legal twins",
        ["err/bound: the largest error over its bound; more than 1 would be an alarm"],
        new PageTable(["twin", "what it does", "family", "cases passed", "elements judged", "largest err/bound"],
            [.. twins.Select(record => (IReadOnlyList<string>)[record.Who.Name, record.Who.What, record.Who.Family,
                .. record.Who.IsTimed ? (string[])["", "", ""] : [$"{record.Passes}", $"{record.Elements:N0}", record.WorstErrOverBound.ToString("0.00", CultureInfo.InvariantCulture)]])]));

    private static IEnumerable<string> KillersOf(Record record) =>
        record.Who.IsTimed ? record.Kills.Select(kill => kill.Verdict.Name()).Take(1)
        : record.Bench is { } rule ? [rule]
        : record.Kills.Select(Record.Killer).Distinct();

    private static string FirstKiller(Record record) => KillersOf(record).FirstOrDefault() ?? "";

    private static string FirstCase(Record record) => record.Who.IsTimed ? "" : record.Kills.FirstOrDefault()?.Case ?? "";

    private static string Killers(Record record) => record.Who.IsTimed || !record.Kills.Any()
        ? ""
        : $"{string.Join(", ", record.Kills.CountBy(Record.Killer).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"))} of {record.Asked}";

    private static string OnnxRule(Record record) =>
        record.OfficialAsked == 0 ? "" : record.PassesOnnxRule ? $"passes all {record.OfficialAsked}" : $"fails {record.OfficialAsked - record.OfficialAccepted} of {record.OfficialAsked}";

    private static string Count(int count) => count == 0 ? "" : $"{count}";
}
