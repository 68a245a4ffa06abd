// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>
/// A backend under the storm layer, which dies, lies, leaks and hangs at random and logs what it did: every case is judged, each deed is found
/// in the verdict of the case it was done in, no other case is blamed, and what was not struck comes out as in a calm run.
/// </summary>
public sealed class StormTests
{
    /// <summary>Deeds that show in their own case for certain, whatever memory lies where, and the verdict and the incident that they come out as; one that is cancelled counts as a hang.</summary>
    private static readonly Dictionary<string, (string Verdict, string Incident)> Certain = new()
    {
        ["segv"] = ("crash", "crash"),
        ["abort"] = ("crash", "crash"),
        ["exit"] = ("crash", "crash"),
        ["exit-in-order"] = ("crash", "crash"),
        ["stack-overflow"] = ("crash", "crash"),
        ["divide"] = ("crash", "crash"),
        ["kill"] = ("crash", "crash"),
        ["write-past"] = ("out-of-bounds", ""),
        ["lie"] = ("out-of-bounds", ""),
        ["leak"] = ("crash", "memory"),
        ["garble"] = ("contract", "channel"),
        ["flood"] = ("good", "flood"),
        ["leave-a-child"] = ("good", ""),
        ["hang"] = ("hang", "hang"),
        ["spin"] = ("hang", "hang"),
        ["stall"] = ("hang", "hang"),
        ["deaf"] = ("hang", "hang"),
    };

    /// <summary>They come out as killed, or as cancelled, and take as long as the limits.</summary>
    private static readonly string[] Patient = ["hang", "spin", "stall", "deaf"];

    [Fact]
    public async Task Every_fault_is_found_in_its_own_case_and_no_other_case_changes()
    {
        string[] cases = ["Add/*", "MatMul/*", "Relu/*"];
        var storm = await Storm(cases, Certain.Keys.Except(Patient), "--timeout", "60");
        Check(storm, atLeast: 8);
        var calm = await Calm(cases);
        Assert.Empty(calm.Incidents);
        Assert.All(calm.Results.Keys.Except(storm.Deeds.Keys), id => Assert.Equal(calm.Timeless(id), storm.Timeless(id)));
    }

    [Fact]
    public async Task Whatever_hangs_is_cancelled_or_killed_and_nothing_is_lost()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TENGEN_STORM") == "1", "takes minutes: set TENGEN_STORM=1");
        var storm = await Storm(["A*/f32/*", "M*/f32/*", "R*/f32/*"], Certain.Keys, "--timeout", "5");
        Check(storm, atLeast: 12);
        Assert.NotEmpty(storm.Deeds.Values.SelectMany(deeds => deeds).Intersect(Patient));
    }

    private static void Check(StormRecord storm, int atLeast)
    {
        Assert.Equal(storm.Planned, storm.Results.Count);
        Assert.InRange(storm.Deeds.Count, atLeast, storm.Planned / 2);
        Assert.All(storm.Deeds, struck => Assert.Contains(Word(storm.Verdict(struck.Key)), struck.Value.Select(deed => Certain[deed].Verdict)));
        Assert.All(storm.Results.Keys.Except(storm.Deeds.Keys), id => Assert.Equal("good", Word(storm.Verdict(id))));
        Assert.All(storm.Incidents.Where(incident => storm.Results.ContainsKey(incident.Case)),
            incident => Assert.Contains(incident.Kind == "cancelled" ? "hang" : incident.Kind, storm.Deeds.GetValueOrDefault(incident.Case, []).Select(deed => Certain[deed].Incident)));
    }

    private static string Word(string verdict) => verdict is "pass" or "unsupported" or "vacuous" ? "good" : verdict;

    /// <summary>A run without the layer.</summary>
    private static Task<StormRecord> Calm(string[] filters) => Certify(filters, TestFolder.New("calm"), null);

    private static Task<StormRecord> Storm(string[] filters, IEnumerable<string> deeds, params string[] more)
    {
        var folder = TestFolder.New("storm");
        var truth = Path.Combine(folder, "truth");
        return Certify(filters, folder, truth, ["--layer", CPlugin.Built("layer_storm"), "--option", $"storm.truth={truth}", "--option", $"storm.deeds={string.Join(',', deeds)}", "--option", "storm.rate=100", .. more]);
    }

    private static async Task<StormRecord> Certify(string[] filters, string folder, string? truth, params string[] more)
    {
        CPlugin.Built("tiny");
        var run = await Tool.Run(["certify", "tiny", .. filters.SelectMany(filter => (string[])["--filter", filter]), "--results", folder, "--memory", "600", "--evidence", "false", .. more]);
        Assert.True(run.ExitCode == (truth is null ? 0 : 1), run.ToString());
        var record = new StormRecord(Path.Combine(folder, "results.jsonl"), truth);
        TestContext.Current.TestOutputHelper?.WriteLine($"{record}");
        return record;
    }
}
