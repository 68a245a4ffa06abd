// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Tests;

namespace Tengen.Conformance.Tests;

/// <summary>A submission that does not end gets a chance to, and the process goes on.</summary>
public sealed class SoftLimitTests
{
    private const string Case = "Add/f32/a=3x67,b=3x67/uniform";

    [Theory]
    [InlineData("stall", "cancelled, it ended with CANCELLED")]
    [InlineData("deaf", "it cannot be cancelled, so the device was closed")]
    public void An_overdue_submission_is_cancelled_or_its_device_closed(string deed, string told)
    {
        string Built(string name)
        {
            var library = Repository.PathOf($"build/plugins/libtengen_{name}.so");
            Assert.SkipUnless(File.Exists(library), $"{library} is not built: cmake -B build && cmake --build build");
            return library;
        }
        var options = new Dictionary<string, string> { ["storm.deeds"] = deed, ["storm.rate"] = "1000" };
        var settings = new WorkerSettings(Built("tiny"), 0, options, "nonce", [Built("layer_storm")], SoftLimit: TimeSpan.FromMilliseconds(300));
        using var subject = new AbiSubject(settings);
        var runner = new CaseRunner(subject, settings);
        for (var round = 0; round < 2; round++)
        {
            var result = runner.Run(Case);
            Assert.Equal((Verdict.Hang, "limit.soft"), (result.Verdict, result.Rule));
            Assert.Contains(told, result.Text, StringComparison.Ordinal);
        }
    }
}
