// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Cli.Tests;

/// <summary>Inhabitants of the zoo certified as a user would do it. All of them are judged by the kill matrix (Tengen.Conformance.Zoo.Tests).</summary>
public sealed class ZooTests
{
    private static readonly string[] Operators = [.. new[] { "MatMul", "Softmax", "Add", "ReduceMean" }.SelectMany(op => new[] { "--filter", $"{op}/f32/*" })];

    private static async Task<(int ExitCode, JsonElement Summary, ToolRun Run)> Certify(string configuration, params string[] more)
    {
        var run = await Tool.Run(["certify", CPlugin.Built("zoo"), "--option", $"zoo={configuration}", "--json", "-", .. Operators, .. more]);
        return (run.ExitCode, JsonDocument.Parse(run.Output).RootElement, run);
    }

    private static int Count(JsonElement summary, string verdict) =>
        summary.GetProperty("verdicts").TryGetProperty(verdict, out var count) ? count.GetInt32() : 0;

    [Theory]
    [InlineData("drop-last-k", "fail")]
    [InlineData("neighbour-written", "out-of-bounds")]
    [InlineData("claim-lies", "contract")]
    public async Task A_wrong_backend_is_caught(string configuration, string verdict)
    {
        var (code, summary, run) = await Certify(configuration, "--timeout", "20");
        Assert.True(code == 1, run.ToString());
        Assert.True(Count(summary, verdict) > 0, run.ToString());
    }

    [Theory]
    [InlineData("twin-pairwise-fma")]
    public async Task A_legal_twin_passes(string configuration)
    {
        var (code, summary, run) = await Certify(configuration);
        Assert.True(code == 0, run.ToString());
        Assert.True(Count(summary, "pass") > 0, run.ToString());
    }

    /// <summary>Some show in a race with the device's own thread: seen once and not again in a fresh process, the verdict is flaky.</summary>
    [Theory]
    [InlineData("reported-twice", "tickets/barriers", "TG-P-18")]
    [InlineData("reported-after-close", "close/under-load", "TG-P-23")]
    [InlineData("wait-ignored", "waits/honoured", "TG-P-45")]
    public async Task A_device_that_breaks_a_rule_of_submission_is_caught_by_that_rule(string configuration, string item, string rule)
    {
        var (code, summary, run) = await Submit(configuration, $"contract/{item}");
        Assert.True(code == 1, run.ToString());
        Assert.True(Count(summary, "contract") + Count(summary, "flaky") > 0, run.ToString());
        Assert.Contains(rule, await File.ReadAllTextAsync(summary.GetProperty("results").GetString()!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("twin-async")]
    public async Task A_legal_way_to_report_passes(string configuration)
    {
        var (code, summary, run) = await Submit(configuration, "contract/*");
        Assert.True(code == 0, run.ToString());
        Assert.True(Count(summary, "pass") > 10, run.ToString());
    }

    private static async Task<(int ExitCode, JsonElement Summary, ToolRun Run)> Submit(string configuration, string filter)
    {
        var run = await Tool.Run(["certify", CPlugin.Built("zoo"), "--option", $"zoo={configuration}", "--json", "-", "--filter", filter, "--timeout", "20"]);
        return (run.ExitCode, JsonDocument.Parse(run.Output).RootElement, run);
    }

    [Fact]
    public async Task A_crash_costs_the_cases_that_crash_and_no_other()
    {
        var (_, crash, _) = await Certify("crash");
        Assert.True(Count(crash, "pass") > 0);
        Assert.True(Count(crash, "crash") > 0);
        Assert.Equal(0, Count(crash, "not-run"));
    }
}
