// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>
/// A backend under the storm layer, which dies, hangs and lies at random and logs what it did: every case is judged, each deed is found in
/// the verdict of the case it was done in, and no other case is blamed.
/// </summary>
public sealed class StormTests
{
    /// <summary>Deeds that show in their own case for certain, whatever memory lies where.</summary>
    private const string Deeds = "segv,abort,exit,exit-in-order,stack-overflow,kill,hang,spin,write-past,lie,garble,leave-a-child";

    private static readonly string[] Harmless = ["leave-a-child"];

    [Fact]
    public async Task Every_fault_is_found_in_its_own_case_and_nothing_is_lost()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TENGEN_STORM") == "1", "takes minutes: set TENGEN_STORM=1");
        CPlugin.Built("tiny");
        var folder = TestFolder.New("storm");
        var truth = Path.Combine(folder, "truth");
        (await Tool.Run("certify", "tiny", "--layer", CPlugin.Built("layer_storm"), "--option", $"storm.truth={truth}", "--option", "storm.rate=40", "--option", $"storm.deeds={Deeds}",
            "--filter", "A*/f32/*", "--filter", "M*/f32/*", "--evidence", "false", "--timeout", "5", "--results", folder)).Exits(1);
        var run = new Storm(Path.Combine(folder, "results.jsonl"), truth);
        TestContext.Current.TestOutputHelper?.WriteLine($"{run.Verdicts.Count} cases, {run.Deeds.Count} struck: {string.Join(", ", run.Deeds.SelectMany(deed => deed.Value).GroupBy(name => name).Select(group => $"{group.Count()} {group.Key}"))}");
        Assert.Equal(run.Planned, run.Verdicts.Count);
        Assert.InRange(run.Deeds.Count, 8, run.Planned);
        Assert.All(run.Verdicts, verdict => Assert.True(IsBad(verdict.Value) == run.Deeds.GetValueOrDefault(verdict.Key, []).Except(Harmless).Any(),
            $"{verdict.Key}: {verdict.Value}, and done was: {string.Join(' ', run.Deeds.GetValueOrDefault(verdict.Key, []))}"));
        Assert.All(run.Deeds.Where(deed => deed.Value.Contains("hang") || deed.Value.Contains("spin")), deed => Assert.Equal("hang", run.Verdicts[deed.Key]));
        Assert.All(run.Deeds.Where(deed => deed.Value.Contains("kill") || deed.Value.Contains("segv")), deed => Assert.Equal("crash", run.Verdicts[deed.Key]));
    }

    private static bool IsBad(string verdict) => verdict is not ("pass" or "unsupported" or "vacuous");

    /// <summary>The results file beside the layer's own log. A deed belongs to the case that its process was given last before it.</summary>
    private sealed class Storm
    {
        public Storm(string results, string truth)
        {
            var given = new List<(string Case, string Process, DateTimeOffset At)>();
            foreach (var line in File.ReadLines(results))
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.TryGetProperty("plan", out var plan))
                    Planned = plan.GetArrayLength();
                else if (json.RootElement.TryGetProperty("dispatch", out var id))
                    given.Add((id.GetString()!, json.RootElement.GetProperty("worker").ToString(), json.RootElement.GetProperty("at").GetDateTimeOffset()));
                else if (json.RootElement.TryGetProperty("result", out var result))
                    Verdicts[result.GetProperty("case").GetString()!] = result.GetProperty("verdict").GetString()!;
            }
            foreach (var words in File.ReadLines(truth).Select(line => line.Split(' ')))
            {
                var at = DateTimeOffset.UnixEpoch.AddTicks(long.Parse(words[0], CultureInfo.InvariantCulture) / 100);
                var id = given.FindLast(dispatch => dispatch.Process == words[1] && dispatch.At <= at).Case;
                if (id is null)
                    continue;
                if (!Deeds.TryGetValue(id, out var deeds))
                    Deeds[id] = deeds = [];
                deeds.Add(words[2]);
            }
        }

        public int Planned { get; }

        public Dictionary<string, string> Verdicts { get; } = [];

        public Dictionary<string, HashSet<string>> Deeds { get; } = [];
    }
}
