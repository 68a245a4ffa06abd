// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Repeats;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests;

/// <summary>Runs that nobody made, the same on every machine.</summary>
internal static class Runs
{
    public static RecordedRun Of(CasePlan plan, IReadOnlyList<CaseResult> results, Profile? profile = null) => new()
    {
        Header = Header(plan, profile),
        Device = "Xylo 9: libxylo.so 1.2",
        Plan = plan,
        Results = results,
        End = new RunEnd(new DateTimeOffset(2026, 2, 3, 4, 5, 8, TimeSpan.Zero), 2, Summary.Count(results)),
        Path = "/runs/x/results.jsonl",
    };

    public static RunHeader Header(CasePlan plan, Profile? profile = null) => new()
    {
        Backend = "/opt/xylo/libxylo.so",
        Plugin = "/opt/xylo/libxylo.so",
        DeviceIndex = 0,
        Options = new Dictionary<string, string> { ["clock"] = "low" },
        Layers = [],
        Nonce = "n",
        Conditions = " --option 'clock=low' --nonce 'n'",
        Suite = "1",
        CaseVersion = 1,
        Abi = "1.0",
        PlanHash = plan.Hash,
        Planned = plan.Ids.Count,
        Profile = profile?.Name,
        ProfileHash = profile?.Hash,
        Started = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
        Environment = new HostEnvironment
        {
            Os = "Debian GNU/Linux 12 (bookworm)",
            Kernel = "6.1",
            Libc = "glibc 2.36",
            Runtime = ".NET 10.0.0",
            Architecture = "x64",
            Cpu = "Example CPU",
            CpuFeatures = ["AVX2", "FMA"],
            Processors = 2,
        },
    };

    /// <summary>One case of every kind a report has to show, with texts that try to break out of it.</summary>
    public static RecordedRun Mixed { get; } = Of(
    [
        new CaseResult { Case = "Add/f32/a=3x67,b=3x67/uniform", Verdict = Verdict.Pass, Gates = ["gate.hard", "gate.statistical"], ErrOverBound = 0.5, ErrOverStatistical = 0.25, Rms = 0.75, Elements = 201, Seconds = 0.25 },
        new CaseResult { Case = "Add/f32/a=3x67,b=3x67/exact-int", Verdict = Verdict.Pass, Gates = ["gate.exact"], ErrOverBound = 0, Elements = 201, Seconds = 0.125 },
        new CaseResult { Case = "Add/f16/a=3x67,b=3x67/uniform", Verdict = Verdict.Vacuous, Gates = ["gate.hard"], ErrOverBound = 0.125, Elements = 201 },
        new CaseResult
        {
            Case = "MatMul/f32/a=5x64,b=64x7/uniform", Verdict = Verdict.Fail, Rule = "gate.hard", Text = "34 of 35 elements lie outside the bound; err/bound 12.5", Hint = "looks like a sum that leaves out its last term",
            Gates = ["gate.hard", "gate.statistical"], ErrOverBound = 12.5, ErrOverStatistical = 40, Worst = new Mismatch(0, [2, 3], 1.5, 1.25, 0.02, 34, 35), Elements = 35, Seconds = 0.5,
        },
        new CaseResult { Case = "MatMul/f32/a=1x1,b=1x1/specials", Verdict = Verdict.Fail, Rule = "gate.exact", Text = "1 of 1 elements differ", ErrOverBound = double.PositiveInfinity, Worst = new Mismatch(0, [0, 0], double.NaN, 1, 0, 1, 1), Elements = 1 },
        new CaseResult { Case = "MatMul/f64/a=5x64,b=64x7/uniform", Verdict = Verdict.Unsupported, Rule = "query.type", Text = "MatMul: no f64" },
        new CaseResult { Case = "Relu/f32/x=1/uniform", Verdict = Verdict.Crash, Rule = "TG-P-3", Text = "the process died; last words: <b>\u001b[31m\"bad\" & ]]></b>\0 \ud800 \U0001F4A5" },
        new CaseResult { Case = "Relu/f32/x=2/uniform", Verdict = Verdict.NotRun },
        new CaseResult { Case = "contract/tickets/barriers", Verdict = Verdict.Contract, Rule = "TG-P-44", Text = "reported twice", Gates = ["gate.obligations"] },
    ]);

    public static RecordedRun Of(IReadOnlyList<CaseResult> results) => Of(new CasePlan(results.Select(result => result.Case)), results);

    /// <summary>The results with those repeated in an ordinary host that the nonce draws, none of them held to bits.</summary>
    public static IReadOnlyList<CaseResult> Repeated(IReadOnlyList<CaseResult> results, string nonce)
    {
        var drawn = RepeatDraw.Of(results, nonce).Select(result => result.Case).ToHashSet();
        return [.. results.Select(result => drawn.Contains(result.Case) ? result with { Repeat = new HostRepeat(0) } : result)];
    }

    /// <summary>Writes a run as <c>certify</c> does.</summary>
    public static void Write(RecordedRun run, string path)
    {
        using var journal = new Journal(path);
        journal.Append(new JournalRecord { Run = run.Header });
        journal.Append(new JournalRecord { Plan = run.Plan.Ids });
        journal.Append(run.Speed is { } report ? new JournalRecord { Bench = report.Bench } : new JournalRecord { Opened = new DeviceOpened(run.Device, run.Identity) });
        foreach (var result in run.Speed?.Results ?? [])
            journal.Append(new JournalRecord { Speed = result });
        foreach (var ratio in run.Speed?.Ratios ?? [])
            journal.Append(new JournalRecord { Ratio = ratio });
        foreach (var result in run.Results.Where(result => result.Verdict != Verdict.NotRun))
        {
            journal.Append(new JournalRecord { Dispatch = result.Case });
            journal.Append(new JournalRecord { Result = result });
        }
        if (run.End is { } end)
            journal.Append(new JournalRecord { End = end });
    }
}
