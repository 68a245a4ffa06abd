// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests;

public sealed class SummaryTests
{
    private static Summary Of(params Verdict[] verdicts) => Of([.. verdicts.Select((verdict, i) => ($"c{i}", verdict))]);

    private static Summary Of((string Id, Verdict Verdict)[] cases)
    {
        var plan = new CasePlan(cases.Select(item => item.Id));
        var results = cases.Select((item, i) => new CaseResult { Case = item.Id, Verdict = item.Verdict, Gates = ["gate.hard"], ErrOverBound = 0.1 * i }).ToList();
        return Summary.Of(Runs.Of(plan, results));
    }

    [Fact]
    public void Passes_and_refusals_are_conformant() => Assert.True(Of(Verdict.Pass, Verdict.Unsupported).Conformant);

    [Fact]
    public void Nothing_shown_is_not_conformant() => Assert.False(Of(Verdict.Unsupported, Verdict.Unsupported).Conformant);

    [Fact]
    public void Submission_alone_shows_no_operator_and_is_enough_when_only_that_was_asked()
    {
        Assert.False(Of([("contract/a", Verdict.Pass), ("Add/f32/1", Verdict.Unsupported)]).Conformant);
        Assert.True(Of([("contract/a", Verdict.Pass), ("Add/f32/1", Verdict.Pass)]).Conformant);
        Assert.True(Of([("contract/a", Verdict.Pass)]).Conformant);
    }

    [Theory]
    [InlineData(Verdict.Fail)]
    [InlineData(Verdict.Crash)]
    [InlineData(Verdict.Hang)]
    [InlineData(Verdict.DeviceLost)]
    [InlineData(Verdict.Contract)]
    [InlineData(Verdict.OutOfBounds)]
    [InlineData(Verdict.Nondeterministic)]
    [InlineData(Verdict.Flaky)]
    [InlineData(Verdict.NotRun)]
    public void One_bad_case_is_enough(Verdict bad) => Assert.False(Of([.. Enumerable.Repeat(Verdict.Pass, 500), bad]).Conformant);

    [Fact]
    public void Vacuous_cases_are_capped()
    {
        Assert.True(Of([.. Enumerable.Repeat(Verdict.Pass, 95), .. Enumerable.Repeat(Verdict.Vacuous, 5)]).Conformant);
        Assert.False(Of([.. Enumerable.Repeat(Verdict.Pass, 94), .. Enumerable.Repeat(Verdict.Vacuous, 6)]).Conformant);
    }

    [Fact]
    public void Incidents_are_counted_by_kind_and_those_that_ended_a_process_are_restarts()
    {
        Incident Of(IncidentKind kind) => new(kind, 7, "c");
        var run = Runs.Mixed with { Incidents = [Of(IncidentKind.Crash), Of(IncidentKind.Flood), Of(IncidentKind.Crash), Of(IncidentKind.Memory), Of(IncidentKind.Cancelled)] };
        Assert.Equal("3 restarts: 1 cancelled, 2 crash, 1 flood, 1 memory", IncidentText.Of(Summary.Of(run)));
        Assert.Null(IncidentText.Of(Summary.Of(Runs.Mixed)));
    }

    [Fact]
    public void The_json_has_the_published_members()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(Of(Verdict.Pass, Verdict.OutOfBounds), ConformanceJson.Default.Summary));
        foreach (var name in (string[])["backend", "abi", "suite", "gates", "planned", "verdicts", "seconds", "worst_err_over_bound", "vacuous_share"])
            Assert.True(json.RootElement.TryGetProperty(name, out _), name);
        Assert.Equal(1, json.RootElement.GetProperty("verdicts").GetProperty("out-of-bounds").GetInt32());
    }

    [Fact]
    public void Infinite_ratios_survive_the_results_file()
    {
        var result = new CaseResult { Case = "c", Verdict = Verdict.Fail, ErrOverBound = double.PositiveInfinity, Worst = new Mismatch(0, [1, 2], double.NaN, 1, 0, 3, 4) };
        var back = JsonSerializer.Deserialize(JsonSerializer.Serialize(result, ConformanceJson.Default.CaseResult), ConformanceJson.Default.CaseResult)!;
        Assert.Equal(double.PositiveInfinity, back.ErrOverBound);
        Assert.Equal(double.NaN, back.Worst!.Got);
    }
}
