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
        Assert.True(json.RootElement.GetProperty("run").GetProperty("host").GetProperty("arithmetic").GetArrayLength() >= 2);
        Assert.Equal(3, File.ReadLines(Path.Combine(folder, "results.jsonl")).Count());
        Assert.Equal(3, File.ReadLines(Path.Combine(folder, "all.csv")).Count());
        Assert.True(File.Exists(Path.Combine(folder, "roofline-cpu.svg")));
    }

    [Theory]
    [InlineData(2, "cpu", "--shapes", "nonsense")]
    [InlineData(2, "cpu", "--min-time", "-1")]
    [InlineData(2, "cpu", "--threads", "0")]
    [InlineData(2, "cpu", "--baseline", "tiny")]
    [InlineData(2, "reference")]
    [InlineData(3, "cpu", "--op", "NoSuchOp")]
    [InlineData(4, "/nowhere/libplugin.so")]
    public async Task What_cannot_be_measured_is_refused_before_anything_runs(int code, params string[] arguments) => (await Tool.Run(["bench", .. arguments])).Exits(code);
}
