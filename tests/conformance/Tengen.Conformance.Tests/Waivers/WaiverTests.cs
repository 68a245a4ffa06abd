// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Waivers;

namespace Tengen.Conformance.Tests.Waivers;

/// <summary>A waiver answers for a failure, never hides one, and is no friend of success.</summary>
public sealed class WaiverTests
{
    private const string Good = """{"waivers":[{"case":"c","owner":"o","reason":"r","url":"https://example.com/1","expires":"2026-06-30"}]}""";

    private static Waiver Waiver => Assert.Single(WaiverFile.Parse(Encoding.UTF8.GetBytes(Good)).Waivers);

    [Theory]
    [InlineData(Verdict.Fail, WaiverEffect.Waived)]
    [InlineData(Verdict.Nondeterministic, WaiverEffect.Waived)]
    [InlineData(Verdict.Contract, WaiverEffect.Waived)]
    [InlineData(Verdict.Pass, WaiverEffect.Stale)]
    [InlineData(Verdict.Vacuous, WaiverEffect.Stale)]
    [InlineData(Verdict.Unsupported, WaiverEffect.Stale)]
    [InlineData(Verdict.Crash, WaiverEffect.Refused)]
    [InlineData(Verdict.Hang, WaiverEffect.Refused)]
    [InlineData(Verdict.DeviceLost, WaiverEffect.Refused)]
    [InlineData(Verdict.OutOfBounds, WaiverEffect.Refused)]
    [InlineData(Verdict.Flaky, WaiverEffect.Refused)]
    [InlineData(Verdict.NotRun, WaiverEffect.NotReached)]
    public void What_a_waiver_does_depends_on_the_verdict(Verdict verdict, WaiverEffect effect)
    {
        var outcome = WaiverOutcome.Of(Waiver, new CaseResult { Case = "c", Verdict = verdict, Text = "t" }, Waiver.Expires);
        Assert.Equal(effect, outcome.Effect);
        Assert.Equal(effect == WaiverEffect.Waived ? Verdict.Waived : verdict, outcome.Result.Verdict);
        Assert.Equal(effect == WaiverEffect.Waived ? verdict : null, outcome.Result.Waiver?.Judged);
        Assert.Equal("t", outcome.Result.Text);
    }

    [Fact]
    public void The_day_after_its_last_day_a_waiver_counts_as_none() =>
        Assert.Equal((WaiverEffect.Expired, Verdict.Fail), (WaiverOutcome.Of(Waiver, new CaseResult { Case = "c", Verdict = Verdict.Fail }, Waiver.Expires.AddDays(1)) is var outcome ? outcome.Effect : default, outcome.Result.Verdict));

    [Theory]
    [InlineData("\"owner\":\"o\",", "")]
    [InlineData("\"reason\":\"r\"", "\"reason\":\" \"")]
    [InlineData("https://example.com/1", "example/1")]
    [InlineData("2026-06-30", "never")]
    [InlineData("\"owner\"", "\"ovner\"")]
    [InlineData("]}", ",{\"case\":\"c\",\"owner\":\"o\",\"reason\":\"r\",\"url\":\"https://example.com/1\",\"expires\":\"2026-06-30\"}]}")]
    public void A_file_with_a_slip_is_refused(string text, string by) =>
        Assert.True(Record.Exception(() => WaiverFile.Parse(Encoding.UTF8.GetBytes(Good.Replace(text, by, StringComparison.Ordinal)))) is JsonException or FormatException);
}
