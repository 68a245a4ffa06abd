// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.Json;

namespace Tengen.Cli.Tests;

/// <summary>A run of the tool that is killed on its way, workers and all.</summary>
internal static class KilledRun
{
    /// <summary>Kills the supervisor once its file holds so many results, and waits until its workers are gone.</summary>
    /// <returns>How many results the file holds then.</returns>
    public static async Task<int> After(int count, Process process, string file)
    {
        while (!(File.Exists(file) && Results(file).Count >= count))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Gone(Workers(file));
        return Results(file).Count;
    }

    /// <summary>Verdicts by case.</summary>
    public static SortedDictionary<string, string> Results(string file)
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

    /// <summary>How often a file says that its run was taken up again.</summary>
    public static int Resumptions(string file) => File.ReadLines(file).Count(line => line.StartsWith("{\"resumed\"", StringComparison.Ordinal));

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
