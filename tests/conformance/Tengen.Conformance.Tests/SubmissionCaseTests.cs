// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Submission;
using Tengen.Conformance.Verdicts;
using Tengen.Host;
using Tengen.Tests;

namespace Tengen.Conformance.Tests;

/// <summary>The cases of submission bite, each at its own rule, and do not bark at a sound plugin.</summary>
public sealed class SubmissionCaseTests
{
    private static readonly Dictionary<string, string> Options = new() { ["mode"] = "async", ["delay_us"] = "300" };

    public static TheoryData<string> Ids => [.. SubmissionCases.All.Select(item => item.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_sound_plugin_holds(string id)
    {
        var result = Judge(Twist.None, id);
        Assert.True(result.Verdict is Verdict.Pass or Verdict.Unsupported, $"{result.Rule}: {result.Text}");
    }

    [Theory]
    [InlineData(nameof(Twist.ReportsTwice), "barriers", "TG-P-18")]
    [InlineData(nameof(Twist.ReportsStrangers), "barriers", "TG-P-18")]
    [InlineData(nameof(Twist.ReportsLess), "barriers", "TG-P-18")]
    [InlineData(nameof(Twist.ReportsInDisorder), "many-pending", "TG-P-19")]
    [InlineData(nameof(Twist.ReportsToTheLastHost), "two-hosts", "TG-P-9")]
    [InlineData(nameof(Twist.ReportsAfterClose), "close-under-load", "TG-P-23")]
    [InlineData(nameof(Twist.ClosesInSilence), "close-under-load", "TG-P-23")]
    [InlineData(nameof(Twist.BusyEarly), "one-by-one", "TG-P-20")]
    [InlineData(nameof(Twist.OkThoughPending), "many-pending", "TG-P-18")]
    [InlineData(nameof(Twist.WaitLies), "wait-slot", "TG-P-42")]
    [InlineData(nameof(Twist.WaitsIgnored), "waits-honoured", "TG-P-37")]
    [InlineData(nameof(Twist.SizeWritten), "answers-grow", "TG-P-8")]
    public void A_broken_rule_is_named(string twist, string item, string rule)
    {
        var result = Judge(Enum.Parse<Twist>(twist), SubmissionCase.Prefix + item);
        Assert.Equal(Verdict.Contract, result.Verdict);
        Assert.Equal(rule, result.Rule);
        Assert.NotEmpty(result.Text!);
    }

    [Fact]
    public void Every_rule_that_a_case_names_is_an_obligation()
    {
        Assert.All(SubmissionCases.All, item => Assert.NotEmpty(item.Rules));
        Assert.All(SubmissionCases.All.SelectMany(item => item.Rules), rule => Assert.NotNull(Obligation.Find(rule)));
    }

    private static CaseResult Judge(Twist twist, string id)
    {
        var path = Repository.PathOf("build/plugins/libtengen_tiny.so");
        Assert.SkipUnless(File.Exists(path), $"{path} is not built: cmake -S . -B build && cmake --build build");
        TwistedPlugin.Twist = twist;
        var library = TwistedPlugin.Over(PluginLibrary.Load(path));
        var options = new DeviceOptions { Settings = System.Collections.Immutable.ImmutableDictionary.CreateRange(Options) };
        return SubmissionCases.Run(SubmissionCases.Find(id)!, new RawTarget(library, library.Devices(options)[0], Options));
    }
}
