// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Tests.Evidence;

/// <summary>A recorded run gives the same verdicts again; whatever is changed in it is found and named.</summary>
public sealed class EvidenceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_verdict_follows_from_its_evidence()
    {
        using var folder = new RecordedFolder();
        Assert.Equal(3, RecordedFolder.Cases.Count);
        Assert.Empty(folder.Faults());
    }

    [Fact]
    public void Every_single_byte_of_the_evidence_counts()
    {
        using var folder = new RecordedFolder();
        var bytes = File.ReadAllBytes(folder.EvidencePath);
        var random = new Random(7);
        for (var round = 0; round < 8; round++)
        {
            var at = random.Next(bytes.Length);
            var flipped = bytes.ToArray();
            flipped[at] ^= 1;
            File.WriteAllBytes(folder.EvidencePath, flipped);
            var faults = folder.Faults();
            Assert.NotEmpty(faults);
            Assert.All(faults, fault => Assert.Equal("evidence.damaged", fault.Rule));
            Assert.All(faults, fault => Assert.Contains(fault.Where, RecordedFolder.Cases));
        }
    }

    [Fact]
    public void A_verdict_that_the_evidence_does_not_give_is_named_with_its_case()
    {
        using var folder = new RecordedFolder();
        RecordedFolder.Replace(folder.Results, $"\"case\":\"{RecordedFolder.Cases[0]}\",\"verdict\":\"pass\"", $"\"case\":\"{RecordedFolder.Cases[0]}\",\"verdict\":\"fail\"");
        var fault = Assert.Single(folder.Faults());
        Assert.Equal((RecordedFolder.Cases[0], "verdict"), (fault.Where, fault.Rule));
        Assert.Contains("the results say fail, the evidence gives pass", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_the_evidence_does_not_give_is_named()
    {
        using var folder = new RecordedFolder();
        RecordedFolder.Replace(folder.Results, "\"err_over_bound\":0.", "\"err_over_bound\":0.1");
        Assert.All(folder.Faults(), fault => Assert.Equal("figures", fault.Rule));
        Assert.Contains(folder.Faults(), fault => fault.Text.Contains("err_over_bound", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_nonce_asks_other_questions()
    {
        using var folder = new RecordedFolder();
        RecordedFolder.Replace(folder.Results, RecordedFolder.Nonce, "of another");
        Assert.Equal(RecordedFolder.Cases, folder.Faults().Select(fault => fault.Where));
        Assert.All(folder.Faults(), fault => Assert.Equal("evidence.question", fault.Rule));
    }

    [Fact]
    public void A_case_that_was_computed_is_not_called_unsupported_afterwards()
    {
        using var folder = new RecordedFolder();
        File.AppendAllText(folder.Results, $"{{\"result\":{{\"case\":\"{RecordedFolder.Cases[0]}\",\"verdict\":\"unsupported\"}}}}\n");
        Assert.Equal((RecordedFolder.Cases[0], "evidence.unclaimed"), (Assert.Single(folder.Faults()).Where, Assert.Single(folder.Faults()).Rule));
    }

    [Fact]
    public void The_plan_is_what_its_hash_says()
    {
        using var folder = new RecordedFolder();
        RecordedFolder.Replace(folder.Results, "\"plan_hash\":\"", "\"plan_hash\":\"0");
        Assert.Equal(("plan", "plan.hash"), (Assert.Single(folder.Faults()).Where, Assert.Single(folder.Faults()).Rule));
    }

    [Fact]
    public void A_case_that_was_taken_out_of_the_plan_is_found()
    {
        using var folder = new RecordedFolder();
        RecordedFolder.Replace(folder.Results, $"\"plan\":[\"{RecordedFolder.Cases[0]}\",", "\"plan\":[");
        Assert.Equal(["plan.hash", "plan.stranger"], folder.Faults().Select(fault => fault.Rule));
    }

    [Fact]
    public void The_root_covers_every_line_but_the_order_in_which_cases_ran()
    {
        using var folder = new RecordedFolder();
        string Root()
        {
            using var run = new RunFiles(folder.Results);
            return run.MerkleRoot();
        }
        var root = Root();
        var lines = File.ReadAllLines(folder.Results);
        File.WriteAllLines(folder.Results, [lines[0], lines[1], lines[4], "{\"dispatch\":\"x\"}", lines[3], lines[2], .. lines[5..]]);
        Assert.Equal(root, Root());
        File.WriteAllLines(folder.Results, [lines[0].Replace("\"cpu\":\"", "\"cpu\":\"x", StringComparison.Ordinal), .. lines[1..]]);
        Assert.NotEqual(root, Root());
        File.WriteAllLines(folder.Results, [.. lines[..4], lines[4].Replace("0.25", "0.5", StringComparison.Ordinal), .. lines[5..]]);
        Assert.NotEqual(root, Root());
    }

    [Fact]
    public void A_pass_without_outputs_is_no_pass()
    {
        using var folder = new RecordedFolder();
        var lines = File.ReadAllLines(folder.Results);
        var at = lines[3].IndexOf(",\"evidence\":\"", StringComparison.Ordinal);
        lines[3] = lines[3].Remove(at, ",\"evidence\":\"\"".Length + 64);
        File.WriteAllLines(folder.Results, lines);
        var fault = Assert.Single(folder.Faults());
        Assert.Equal((RecordedFolder.Cases[1], "evidence.missing"), (fault.Where, fault.Rule));
        File.Delete(folder.EvidencePath);
        Assert.Contains(folder.Faults(), item => item.Where == "evidence");
    }

    [Fact]
    public void A_damaged_line_of_the_results_is_named_and_costs_no_other()
    {
        using var folder = new RecordedFolder();
        var lines = File.ReadAllLines(folder.Results);
        lines[3] = lines[3].Replace("\"result\"", "\"resukt", StringComparison.Ordinal);
        File.WriteAllLines(folder.Results, lines);
        var fault = Assert.Single(folder.Faults());
        Assert.Contains("line 4", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_killed_is_incomplete_and_what_is_there_holds()
    {
        using var folder = new RecordedFolder();
        var text = File.ReadAllText(folder.Results);
        File.WriteAllText(folder.Results, text[..(text.LastIndexOf("{\"end\"", StringComparison.Ordinal) - 30)]);
        using var run = new RunFiles(folder.Results);
        Assert.Equal(1, new Verification(run).Missing);
        Assert.Empty(folder.Faults());
    }

    [Fact]
    public void Declared_numerics_come_back_as_they_were()
    {
        using var folder = new RecordedFolder();
        using var run = new RunFiles(folder.Results);
        Assert.All(RecordedFolder.Cases, id => Assert.Equivalent(new Numerics { Determinism = Determinism.BatchInvariant }, Assert.Single(run.EvidenceOf(id).Runs).Numerics, strict: true));
    }

    /// <summary>The beginning of a shell's reply.</summary>
    private const string Pass = """reply '"result":{"case":"'"$id"'","verdict":"pass"}""";

    [Fact]
    public async Task Evidence_of_judged_cases_survives_a_worker_that_is_killed()
    {
        var line = Encoding.UTF8.GetBytes("""{"case":"x","gates":[],"runs":[]}""");
        using var worker = new ScriptedWorker($$"""[ "$id" = c3 ] && kill -9 $$; {{Pass}},"evidence_digest":"{{Convert.ToHexStringLower(SHA256.HashData(line))}}"'; echo '{{Encoding.UTF8.GetString(line)}}' """);
        var results = await worker.Run(Cancellation, [.. Enumerable.Range(0, 6).Select(i => $"c{i}")]);
        Assert.Equal(Verdict.Crash, results[3].Verdict);
        Assert.Equal(5, results.Count(result => result.Evidence is not null));
        Assert.Equal(5, File.ReadAllLines(worker.EvidencePath).Length);
        Assert.All(File.ReadAllLines(worker.EvidencePath), text => Assert.Equal(Encoding.UTF8.GetString(line), text));
    }

    [Theory]
    [InlineData("pass")]
    [InlineData("vacuous")]
    public async Task A_pass_that_brings_no_evidence_is_none(string verdict)
    {
        using var worker = new ScriptedWorker($$"""[ "$id" = c1 ] && pass {{verdict}} || pass unsupported""");
        worker.Settings = worker.Settings with { Worker = worker.Settings.Worker with { Evidence = true } };
        var results = await worker.Run(Cancellation, "c0", "c1", "c2");
        Assert.Equal([Verdict.Unsupported, Verdict.Contract, Verdict.Unsupported], results.Select(result => result.Verdict));
        Assert.Equal(CaseEvidence.Missing, results[1].Rule);
        Assert.Contains(verdict, results[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_in_place_of_the_evidence_that_a_reply_names_is_found()
    {
        using var worker = new ScriptedWorker($$"""{{Pass}},"evidence_digest":"{{Convert.ToHexStringLower(SHA256.HashData("another"u8))}}"'; echo scribble""");
        var result = Assert.Single(await worker.Run(Cancellation, "c0"));
        Assert.Equal((Verdict.Contract, "TG-P-3", null), (result.Verdict, result.Rule, result.Evidence));
        Assert.Empty(File.ReadAllLines(worker.EvidencePath));
    }

    [Fact]
    public void A_sample_follows_from_the_verifiers_nonce()
    {
        string[] cases = [.. Enumerable.Range(0, 100).Select(i => $"c{i}")];
        Assert.Equal(CaseSample.Of(cases, 10, "mine"), CaseSample.Of(cases, 10, "mine"));
        Assert.NotEqual(CaseSample.Of(cases, 10, "mine"), CaseSample.Of(cases, 10, "yours"));
        Assert.Equal(10, CaseSample.Of(cases, 10, "mine").Count);
        Assert.Equal(cases, CaseSample.Of(cases, null, null));
    }
}
