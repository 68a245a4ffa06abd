// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>The shape of what <c>tengen bench</c> says; never its figures.</summary>
public sealed class BenchTests
{
    [Fact]
    public async Task A_benchmark_measures_a_shape_warm_and_cold_and_judges_its_outputs()
    {
        var folder = TestFolder.New("bench");
        var run = await Tool.Run("bench", "cpu", "--op", "Add/f32/a=128x768*", "--min-time", "0", "--results", folder, "--csv", Path.Combine(folder, "all.csv"), "--plot", folder, "--json", "-");
        using var json = JsonDocument.Parse(run.Output);
        var results = json.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["warm", "cold"], results.Select(result => result.GetProperty("condition").GetString()));
        Assert.All(results, result =>
        {
            Assert.Equal("measured", result.GetProperty("outcome").GetString());
            Assert.True(result.GetProperty("timing").GetProperty("samples").GetInt32() >= 30);
            Assert.InRange(result.GetProperty("err_over_bound").GetDouble(), 0, 1);
            Assert.True(result.GetProperty("judged").GetInt64() >= 983);
            Assert.Equal(98304, result.GetProperty("roofline").GetProperty("operations").GetInt64());
        });
        Assert.True(json.RootElement.GetProperty("bench").GetProperty("host").GetProperty("arithmetic").GetArrayLength() >= 2);
        var schema = new JsonSchema(Repository.Read("docs/schema/results.schema.json"));
        var lines = File.ReadAllLines(Path.Combine(folder, "results.jsonl"));
        Assert.Equal(["run", "plan", "bench", "speed", "speed", "end"], lines.Select(line => line.Split('"')[1]));
        Assert.All(lines, line => Assert.Empty(schema.Errors(line)));
        Assert.Equal(3, File.ReadLines(Path.Combine(folder, "all.csv")).Count());
        Assert.True(File.Exists(Path.Combine(folder, "roofline-cpu.svg")));

        Assert.Equal(run.Output, (await Tool.Run("report", folder, "--json", "-", "--html", Path.Combine(folder, "page.html"))).Exits(0).Output);
        Assert.Contains("MEASURED", File.ReadAllText(Path.Combine(folder, "page.html")), StringComparison.Ordinal);
        Assert.Contains("2 figures in both runs", (await Tool.Run("diff", folder, folder)).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("no verdict", (await Tool.Run("report", folder, "--badge", "-")).Exits(2).Errors, StringComparison.Ordinal);
        Assert.Contains("benchmark", (await Tool.Run("verify", folder)).Exits(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_measured_whole_and_layer_by_layer()
    {
        var model = Path.Combine(TestData.NodeCases().First(folder => Path.GetFileName(folder) == "test_relu"), "model.onnx");
        var run = await Tool.Run("bench", "cpu", "--model", model, "--min-time", "0", "--results", TestFolder.New("model"), "--json", "-");
        using var json = JsonDocument.Parse(run.Output);
        var results = json.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["model/f32/test_relu/whole/seed=1", "model/f32/test_relu/0-Relu/seed=1"], results.Select(result => result.GetProperty("case").GetString()).Distinct());
        Assert.All(results, result => Assert.Equal("measured", result.GetProperty("outcome").GetString()));
        Assert.All(results, result => Assert.Equal(result.GetProperty("case").GetString()!.Contains("Relu", StringComparison.Ordinal), result.GetProperty("judged").GetInt64() > 0));
        Assert.Equal(64, json.RootElement.GetProperty("bench").GetProperty("model_sha256").GetString()!.Length);
    }

    [Theory]
    [InlineData(2, "cpu", "--shapes", "nonsense")]
    [InlineData(2, "cpu", "--min-time", "-1")]
    [InlineData(2, "cpu", "--threads", "0")]
    [InlineData(2, "cpu", "--baseline", "tiny")]
    [InlineData(2, "cpu", "--model", "/nowhere.onnx")]
    [InlineData(2, "reference")]
    [InlineData(3, "cpu", "--op", "NoSuchOp")]
    [InlineData(4, "/nowhere/libplugin.so")]
    public async Task What_cannot_be_measured_is_refused_before_anything_runs(int code, params string[] arguments) => (await Tool.Run(["bench", .. arguments])).Exits(code);
}
