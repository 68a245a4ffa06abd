// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.Json;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary><c>certify --resume</c>: the supervisor itself is killed, and nothing is lost.</summary>
public sealed class ResumeTests
{
    private static readonly string[] Cases = ["certify", "tiny", "--filter", "Add/*", "--filter", "MatMul/f32/*", "--filter", "Relu/*", "--json", "-"];

    private static string Scratch() => TestFolder.New("resume");

    [Fact]
    public async Task A_killed_run_goes_on_where_it_was_and_ends_like_an_undisturbed_one()
    {
        CPlugin.Built("tiny");
        var (folder, whole) = (Scratch(), Scratch());
        var process = Tool.Start([.. Cases, "--results", folder]);
        var file = Path.Combine(folder, "results.jsonl");
        while (!(File.Exists(file) && Results(file).Count >= 5))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Gone(Workers(file));
        var before = Results(file).Count;

        (await Tool.Run([.. Cases, "--resume", folder])).Exits(0);
        (await Tool.Run([.. Cases, "--results", whole])).Exits(0);
        Assert.Equal(Results(Path.Combine(whole, "results.jsonl")), Results(file));
        Assert.InRange(before, 5, Results(file).Count);
        Assert.Single(File.ReadLines(file), line => line.StartsWith("{\"resumed\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_run_cannot_be_taken_up()
    {
        CPlugin.Built("tiny");
        var folder = Scratch();
        (await Tool.Run("certify", "tiny", "--filter", "Relu/f32/*", "--results", folder)).Exits(0);
        var refused = (await Tool.Run("certify", "tiny", "--filter", "Relu/f32/*", "--nonce", "other", "--resume", folder)).Exits(2);
        Assert.Contains("nonce 'tengen' there, 'other' here", refused.Errors, StringComparison.Ordinal);
        (await Tool.Run("certify", "tiny", "--filter", "Relu/f32/*", "--resume", Scratch())).Exits(2);
        var other = Process.Start(new ProcessStartInfo("env", ["OMP_NUM_THREADS=3", Tool.Executable, "certify", "tiny", "--filter", "Relu/f32/*", "--resume", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Assert.Contains("variable OMP_NUM_THREADS not set there, '3' here", (await Tool.Finish(other)).Exits(2).Errors, StringComparison.Ordinal);
        Assert.Contains("an earlier run", (await Tool.Run("certify", "tiny", "--filter", "Relu/f32/*", "--results", folder)).Exits(2).Errors, StringComparison.Ordinal);
    }

    private static SortedDictionary<string, string> Results(string file)
    {
        var verdicts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Where(line => line.StartsWith("{\"result\"", StringComparison.Ordinal) && line.EndsWith("}}", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(line);
            var result = json.RootElement.GetProperty("result");
            verdicts[result.GetProperty("case").GetString()!] = result.GetProperty("verdict").GetString()!;
        }
        return verdicts;
    }

    private static List<int> Workers(string file) =>
        [.. File.ReadLines(file).Where(line => line.Contains("\"worker\"", StringComparison.Ordinal) && line.EndsWith('}')).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("worker").GetInt32();
        }).Distinct()];

    /// <summary>The kernel ends the workers of a supervisor that was killed, soon and not at once.</summary>
    private static async Task Gone(List<int> workers)
    {
        foreach (var worker in workers)
            while (File.Exists($"/proc/{worker}/status") && !File.ReadAllText($"/proc/{worker}/status").Contains("(zombie)", StringComparison.Ordinal))
                await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
