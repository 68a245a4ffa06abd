// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Cli.Tests;

/// <summary>Profiles as a user meets them.</summary>
public sealed class ProfileTests
{
    [Fact]
    public async Task The_oracles_simulation_is_conformant_to_a_profile()
    {
        var run = (await Tool.Run("certify", "reference", "--profile", "FP-BASE", "--json", "-")).Exits(0);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(Lines((await Tool.Run("list", "--profile", "FP-BASE")).Exits(0)), json.RootElement.GetProperty("planned").GetInt32());
        Assert.Equal("FP-BASE", json.RootElement.GetProperty("profile").GetProperty("name").GetString());
        Assert.Empty(json.RootElement.GetProperty("profile").GetProperty("gaps").EnumerateArray());
    }

    [Theory]
    [InlineData("NPU-40/infer")]
    [InlineData("INT8")]
    public async Task The_cpu_backend_is_conformant_to_a_profile(string name) =>
        Assert.Contains($"CONFORMANT cpu is conformant to {name}", (await Tool.Run("certify", "cpu", "--profile", name)).Exits(0).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_backend_that_claims_a_part_is_not_conformant_and_hears_what_is_missing()
    {
        CPlugin.Built("tiny");
        var run = (await Tool.Run("certify", "tiny", "--profile", "NPU-40/infer")).Exits(1);
        Assert.Contains("NOT CONFORMANT", run.Output, StringComparison.Ordinal);
        Assert.Contains("operator x dtype pairs of NPU-40/infer", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  Softmax: .*f16", run.Output);
    }

    [Theory]
    [InlineData("certify", "cpu", "--profile", "NPU-41")]
    [InlineData("list", "--profile", "NPU-41")]
    [InlineData("explain", "profile:NPU-41")]
    public async Task An_unknown_profile_is_a_usage_error_with_the_known_names(params string[] arguments)
    {
        var run = (await Tool.Run(arguments)).Exits(2);
        Assert.Contains("there is no profile 'NPU-41'", run.Errors, StringComparison.Ordinal);
        Assert.Contains("LLM, NPU-40/infer, VISION", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_profile_is_no_verdict_about_it() =>
        Assert.Contains("needs all of them", (await Tool.Run("certify", "cpu", "--profile", "FP-BASE", "--filter", "Add/*")).Exits(2).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task A_pattern_chooses_among_the_cases_of_a_profile()
    {
        var run = (await Tool.Run("list", "--profile", "NPU-40/infer", "Conv/*")).Exits(0);
        Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^Conv/f(32|16)/", line));
        Assert.DoesNotContain("x=1x2x5x6x7", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certify cpu --profile ", "NPU-40/infer")]
    [InlineData("explain profile:", "profile:FP-BASE")]
    public async Task Names_are_completed(string line, string name) =>
        Assert.Contains(name, (await Tool.Run($"[suggest:{line.Length}]", line)).Exits(0).Output, StringComparison.Ordinal);

    private static int Lines(ToolRun run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
}
