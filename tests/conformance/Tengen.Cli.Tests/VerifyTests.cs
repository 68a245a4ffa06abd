// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>Whoever has a run's folder computes its verdicts again, in other processes and without the device.</summary>
public sealed class VerifyTests
{
    [Fact]
    public async Task A_run_is_verified_and_what_was_changed_in_it_is_named()
    {
        var folder = TestFolder.New("verify-test");
        var results = Path.Combine(folder, "results.jsonl");
        (await Tool.Run("certify", "cpu", "--filter", "Softmax/f32/*", "--filter", "contract/*", "--results", folder)).Exits(0);
        var run = (await Tool.Run("verify", results)).Exits(0);
        Assert.Contains("VERIFIED", run.Output, StringComparison.Ordinal);
        Assert.Contains("contract case", run.Output, StringComparison.Ordinal);
        Assert.Contains("not that a device produced the outputs", run.Output, StringComparison.Ordinal);

        var lines = File.ReadAllLines(results);
        var at = Array.FindLastIndex(lines, line => line.Contains("\"verdict\":\"pass\"", StringComparison.Ordinal) && line.Contains("Softmax", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"verdict\":\"pass\"", "\"verdict\":\"vacuous\"", StringComparison.Ordinal);
        File.WriteAllLines(results, lines);
        Assert.Contains("the results say vacuous, the evidence gives pass", (await Tool.Run("verify", results)).Exits(8).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_beside_another_queue_are_verified_from_their_evidence_too()
    {
        var folder = TestFolder.New("verify-test");
        var run = (await Tool.Run("certify", CPlugin.Built("zoo"), "--option", "zoo=twin-published", "--filter", "MatMul/f32/*/properties", "--results", folder)).Exits(0);
        Assert.Contains("gate.elsewhere", run.Output, StringComparison.Ordinal);
        Assert.Contains("gate.streams", run.Output, StringComparison.Ordinal);
        Assert.Contains("gate.order", run.Output, StringComparison.Ordinal);
        Assert.Contains("VERIFIED", (await Tool.Run("verify", folder)).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_results_file_is_a_usage_error() => (await Tool.Run("verify", "/dev/null")).Exits(2);
}
