// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
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
        var before = await KilledRun.After(5, process, file);

        (await Tool.Run([.. Cases, "--resume", folder])).Exits(0);
        (await Tool.Run([.. Cases, "--results", whole])).Exits(0);
        Assert.Equal(KilledRun.Results(Path.Combine(whole, "results.jsonl")), KilledRun.Results(file));
        Assert.InRange(before, 5, KilledRun.Results(file).Count);
        Assert.Equal(1, KilledRun.Resumptions(file));
    }

    [Fact]
    public async Task Another_run_cannot_be_taken_up()
    {
        CPlugin.Built("tiny");
        var folder = Scratch();
        (await Tool.Run("certify", "tiny", "--filter", "Relu/f32/*", "--results", folder)).Exits(0);
        var refused = (await Tool.Run("certify", "tiny", "--filter", "Relu/f32/*", "--nonce", "other", "--resume", folder)).Exits(2);
        Assert.Contains("nonce 'daily' there, 'other' here", refused.Errors, StringComparison.Ordinal);
        (await Tool.Run("certify", "tiny", "--filter", "Relu/f32/*", "--resume", Scratch())).Exits(2);
        var other = Process.Start(new ProcessStartInfo("env", ["OMP_NUM_THREADS=3", Tool.Executable, "certify", "tiny", "--filter", "Relu/f32/*", "--resume", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Assert.Contains("variable OMP_NUM_THREADS not set there, '3' here", (await Tool.Finish(other)).Exits(2).Errors, StringComparison.Ordinal);
        Assert.Contains("an earlier run", (await Tool.Run("certify", "tiny", "--filter", "Relu/f32/*", "--results", folder)).Exits(2).Errors, StringComparison.Ordinal);
    }
}
