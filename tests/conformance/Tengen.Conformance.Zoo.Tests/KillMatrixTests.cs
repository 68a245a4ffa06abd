// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Tests;

namespace Tengen.Conformance.Zoo;

/// <summary>The suite bites and does not bark. docs/kill-matrix.md is written again with TENGEN_UPDATE=1.</summary>
public sealed class KillMatrixTests
{
    private const string File = "docs/kill-matrix.md";
    private readonly IReadOnlyList<Record> _records;
    private readonly bool _official;

    public KillMatrixTests(Census census)
    {
        Assert.SkipUnless(census.Records.Count > 0, "the native parts are not built: cmake -B build && cmake --build build");
        (_records, _official) = (census.Records, census.HasOfficialCases);
    }

    private IEnumerable<Record> Wrong => _records.Where(record => !record.Who.IsLegal);

    [Fact]
    public void Every_wrong_configuration_is_caught() =>
        None(Wrong.Where(record => !record.IsCaught && (Effort.IsComplete || !SpeedTrial.NeedsClock(record.Who))).Select(record => $"{record.Who.Name} survives {record.Results.Count} cases: {record.Who.What}"));

    [Fact]
    public void No_legal_twin_is_accused() =>
        None(_records.Where(record => record.Who.IsLegal).SelectMany(record => record.Alarms.Select(alarm => $"{record.Who.Name}: {alarm.Case}: {alarm.Verdict} {alarm.Rule} {alarm.Text}").Take(1))
            .Concat(_records.Where(record => record is { Who.IsLegal: true, Bench: not null }).Select(record => $"{record.Who.Name}: {record.Bench}")));

    [Fact]
    public void Every_twin_is_shown_by_cases_that_pass() => None(_records.Where(record => record.Who.IsLegal && record.Passes == 0).Select(record => record.Who.Name));

    [Fact]
    public void At_least_half_of_the_numeric_bugs_pass_onnx_own_rule()
    {
        Assert.SkipUnless(_official, "the official ONNX cases are not at hand");
        var numeric = Wrong.Where(record => record.Who.Family == Inhabitant.Numerics).ToList();
        Assert.True(2 * numeric.Count(record => record.PassesOnnxRule) >= numeric.Count, string.Join('\n', numeric.Select(record => $"{record.Who.Name}: {record.OfficialAccepted} of {record.OfficialAsked}")));
    }

    /// <summary>What this run knows must stand on the page; a run that stops at first kills knows no counts, and they follow when the page is written again.</summary>
    [Fact]
    public void The_page_says_what_was_found()
    {
        Assert.SkipUnless(_official, "the official ONNX cases are not at hand");
        var page = MarkdownPage.Of(KillMatrix.Page(_records), "TENGEN_UPDATE=1 and Tengen.Conformance.Zoo.Tests");
        if (Effort.Updates)
            System.IO.File.WriteAllText(Repository.PathOf(File), page);
        var timed = _records.Where(record => SpeedTrial.NeedsClock(record.Who) || record.Who.IsTimed).Select(record => record.Who.Name).ToHashSet();
        Assert.Equal(Known(page, timed), Known(Repository.Read(File), timed));
    }

    private static void None(IEnumerable<string> complaints) => Assert.True(!complaints.Any(), string.Join('\n', complaints));

    private static IEnumerable<string> Known(string page, HashSet<string> timed) => page.Split('\n')
        .SkipWhile(line => !line.StartsWith("## Wrong", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line[2..].Split(" | "))
        .Select(cells => string.Join(" | ", cells[..(timed.Contains(cells[0]) ? 2 : IsTwin(cells) ? 3 : KillMatrix.SteadyCells)]));

    private static bool IsTwin(string[] cells) => cells[0].StartsWith("twin", StringComparison.Ordinal);
}
