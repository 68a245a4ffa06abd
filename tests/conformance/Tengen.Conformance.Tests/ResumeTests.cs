// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Tests;

/// <summary>A run whose supervisor was killed goes on where it was.</summary>
public sealed class ResumeTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 12).Select(i => $"c{i}")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static RunHeader Header => Runs.Header(new CasePlan(Ids));

    private static IEnumerable<JournalRecord> Read(string path) => new JournalReader(path).Records().Select(line => line.Record);

    [Fact]
    public async Task What_was_judged_is_not_judged_again_and_the_results_are_those_of_an_undisturbed_run()
    {
        using var worker = new ScriptedWorker("""echo "$id" >> "$(dirname "$0")/ran"; [ "$id" = c3 ] && kill -9 $$; [ "$id" = c5 ] && pass fail || pass pass""");
        var whole = await worker.Run(Cancellation, Ids);
        var lines = await File.ReadAllLinesAsync(worker.JournalPath, Cancellation);
        for (var kept = 0; kept < lines.Length; kept += 3)
        {
            await File.WriteAllTextAsync(worker.JournalPath, string.Concat(lines.Take(kept).Select(line => line + "\n")) + "{\"dispatch\":\"c", Cancellation);
            File.Delete(worker.PathOf("ran"));
            var (results, known) = await Resume(worker);
            Assert.Equal(whole.Select(result => (result.Case, result.Verdict, result.Tries)), results.Select(result => (result.Case, result.Verdict, result.Tries)));
            var ran = File.Exists(worker.PathOf("ran")) ? await File.ReadAllLinesAsync(worker.PathOf("ran"), Cancellation) : [];
            Assert.DoesNotContain(ran, id => known.Contains(id) && id is not ("c3" or "c5"));
            Assert.Equal(12, Read(worker.JournalPath).Select(record => record.Result?.Case).OfType<string>().Distinct().Count());
        }
    }

    [Fact]
    public async Task A_pass_whose_evidence_is_not_there_is_judged_again()
    {
        using var worker = new ScriptedWorker("pass fail");
        worker.Settings = worker.Settings with { Worker = worker.Settings.Worker with { Evidence = true } };
        using (var journal = new Journal(worker.JournalPath))
        {
            journal.Append(new JournalRecord { Result = new CaseResult { Case = "c0", Verdict = Verdict.Pass } });
            journal.Append(new JournalRecord { Result = new CaseResult { Case = "c1", Verdict = Verdict.Pass, Evidence = new string('a', 64) } });
            journal.Append(new JournalRecord { Result = new CaseResult { Case = "c2", Verdict = Verdict.Unsupported } });
        }
        Assert.Equal([Verdict.Fail, Verdict.Fail, Verdict.Unsupported], (await Resume(worker)).Results.Take(3).Select(result => result.Verdict));
    }

    [Fact]
    public void A_line_that_was_cut_off_is_taken_away_and_a_damaged_file_is_refused()
    {
        var path = Path.Combine(TestFolder.New("resume"), "results.jsonl");
        File.WriteAllText(path, "{\"dispatch\":\"a\"}\n{\"disp");
        var (journal, records) = Journal.Resume(path);
        using (journal)
            journal.Append(new JournalRecord { Dispatch = "b" });
        Assert.Equal("a", Assert.Single(records).Dispatch);
        Assert.Equal(["a", "b"], Read(path).Select(record => record.Dispatch));
        File.WriteAllText(path, "{\"disp\n{\"dispatch\":\"a\"}\n");
        Assert.Throws<JournalException>(() => Journal.Resume(path));
        Assert.Throws<JournalException>(() => new Journal(path));
    }

    [Fact]
    public void Only_a_run_under_the_same_conditions_can_be_taken_up()
    {
        Assert.Empty(RunConditions.Differences(Header, Header with { Started = DateTimeOffset.UtcNow, Backend = "the same by another name" }));
        RunHeader[] others =
        [
            Header with { Plugin = "/tiny" }, Header with { DeviceIndex = 1 }, Header with { Suite = "2" }, Header with { Abi = "1.1" }, Header with { PlanHash = "other" },
            Header with { Nonce = "other" }, Header with { Options = new Dictionary<string, string>() }, Header with { Layers = ["/layer"] }, Header with { Profile = "p" },
            Header with { CaseVersion = 2 }, Header with { OfficialCases = "/cases" }, Header with { ProfileHash = "p" }, Header with { Format = 2 },
        ];
        Assert.All(others, other => Assert.Single(RunConditions.Differences(Header, other)));
        Assert.Equal("nonce 'n' there, 'other' here", Assert.Single(RunConditions.Differences(Header, Header with { Nonce = "other" })));
    }

    [Fact]
    public async Task A_run_does_not_go_on_on_another_device()
    {
        using var worker = new ScriptedWorker("pass pass", """reply '"ready":"scripted","identity":{"name":"n","vendor":"v","driver":"d","location":"slot '"$(cat "$(dirname "$0")/slot")"'","fingerprint":"f","kind":"npu"}'""");
        await File.WriteAllTextAsync(worker.PathOf("slot"), "1", Cancellation);
        await worker.Run(Cancellation, Ids[..3]);
        Assert.Equal(Ids.Length, (await Resume(worker)).Results.Count);
        var lines = await File.ReadAllLinesAsync(worker.JournalPath, Cancellation);
        await File.WriteAllLinesAsync(worker.JournalPath, lines.Where(line => !line.Contains("\"case\":\"c7\"", StringComparison.Ordinal)), Cancellation);
        await File.WriteAllTextAsync(worker.PathOf("slot"), "2", Cancellation);
        var refusal = await Assert.ThrowsAsync<OtherDeviceException>(() => Resume(worker));
        Assert.EndsWith("location 'slot 1' there, 'slot 2' here", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<(IReadOnlyList<CaseResult> Results, HashSet<string> Known)> Resume(ScriptedWorker worker)
    {
        var (journal, records) = Journal.Resume(worker.JournalPath);
        using var owned = journal;
        using var evidence = new EvidenceFile(worker.EvidencePath);
        var supervisor = new Supervisor(worker.Settings, journal, Observers.None, evidence);
        supervisor.Resume(records);
        return (await supervisor.Run(new CasePlan(Ids), Cancellation), [.. records.Select(record => record.Result?.Case).OfType<string>()]);
    }
}
