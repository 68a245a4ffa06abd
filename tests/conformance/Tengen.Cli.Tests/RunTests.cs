// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>Real networks, layer by layer against the oracle.</summary>
public sealed class RunTests
{
    private static string Model(string name)
    {
        var file = TestData.LightModels().Select(folder => Path.Combine(folder, "model.onnx"))
            .FirstOrDefault(path => path.Contains(name, StringComparison.OrdinalIgnoreCase));
        Assert.SkipUnless(file is not null, $"the light models hold no {name}");
        return file!;
    }

    [Theory]
    [InlineData("squeezenet")]
    [InlineData("resnet50")]
    public async Task A_network_computes_what_the_oracle_computes(string name)
    {
        var run = (await Tool.Run("run", Model(name), "--backend", "cpu", "--check")).Exits(0);
        Assert.Contains("all within the computed tolerance", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_does_not_take_the_network_says_which_nodes()
    {
        CPlugin.Built("tiny");
        var run = (await Tool.Run("run", Model("squeezenet"), "--backend", "tiny")).Exits(1);
        Assert.Contains("Conv", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_model_is_a_usage_error() => (await Tool.Run("run", "/nonexistent.onnx", "--backend", "cpu")).Exits(2);

    [Theory]
    [InlineData("")]
    [InlineData("not a protocol buffer at all")]
    public async Task A_damaged_model_is_refused_with_a_reason(string content)
    {
        var file = Path.Combine(TestFolder.New("model"), "model.onnx");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var run = (await Tool.Run("run", file, "--backend", "cpu")).Exits(2);
        Assert.Contains("model.onnx", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reference", 1300)]
    [InlineData("cpu", 1300)]
    public async Task The_official_cases_of_the_operators_taken_pass(string backend, int least)
    {
        var run = (await Tool.Run("certify", backend, "--onnx-cases", OfficialCases, "--json", "-")).Exits(0);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("verdicts").GetProperty("pass").GetInt32() >= least, run.Output);
        Assert.All(json.RootElement.GetProperty("verdicts").EnumerateObject(), verdict => Assert.Contains(verdict.Name, (string[])["pass", "unsupported"]));
    }

    [Fact]
    public async Task An_official_case_is_run_again_by_its_name()
    {
        var run = (await Tool.Run("repro", "tiny", "onnx/test_add", "--onnx-cases", OfficialCases)).Exits(0);
        Assert.Contains("onnx.tolerance", run.Output, StringComparison.Ordinal);
        (await Tool.Run("repro", "tiny", "onnx/test_add")).Exits(2);
        (await Tool.Run("repro", "tiny", "onnx/test_nothing", "--onnx-cases", OfficialCases)).Exits(2);
    }

    [Fact]
    public async Task A_run_of_official_cases_is_verified_with_the_cases_at_hand()
    {
        var folder = TestFolder.New("official");
        (await Tool.Run("certify", "cpu", "--onnx-cases", OfficialCases, "--filter", "onnx/test_add", "--filter", "onnx/test_relu", "--results", folder)).Exits(0);
        Assert.Contains("computed again from evidence: 2 of 2", (await Tool.Run("verify", folder, "--onnx-cases", OfficialCases)).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("repeated: 2 verdicts", (await Tool.Run("verify", folder, "--onnx-cases", OfficialCases, "--rerun", folder)).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_official_cases_is_a_usage_error()
    {
        (await Tool.Run("certify", "tiny", "--onnx-cases", "/nonexistent")).Exits(2);
        (await Tool.Run("certify", "tiny", "--onnx-cases", TestFolder.New("no-cases"))).Exits(2);
    }

    private static string OfficialCases => Path.GetDirectoryName(TestData.NodeCases()[0])!;
}
