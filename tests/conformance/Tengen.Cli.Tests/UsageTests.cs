// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>What users can get wrong on the command line, and what the tool owes them all the same.</summary>
public sealed partial class UsageTests
{
    private static string Scratch() => TestFolder.New("usage");

    [Theory]
    [InlineData("certify", "certifi", "cpu")]
    [InlineData("--profile", "certify", "cpu", "--profil", "x")]
    [InlineData("backend", "new", "backnd")]
    [InlineData("op:Conv", "explain", "conv")]
    [InlineData("gate.hard", "explain", "gate.hrad")]
    public async Task A_slip_of_the_finger_is_a_usage_error_that_says_what_was_meant(string meant, params string[] words) =>
        Assert.Contains($"did you mean {meant}?", (await Tool.Run(words)).Exits(2).Errors, StringComparison.Ordinal);

    [Theory]
    [InlineData("certify")]
    [InlineData("explain")]
    [InlineData("bench")]
    public async Task Help_fits_a_page_and_ends_with_an_example(string verb)
    {
        var help = (await Tool.Run(verb, "--help")).Exits(0).Output;
        Assert.All(help.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
        Assert.Matches($"Example:\\s+tengen {verb} ", help);
    }

    [Fact]
    public async Task The_tool_alone_tells_every_verb_and_fails()
    {
        var run = (await Tool.Run()).Exits(2);
        Assert.Equal((await Tool.Run("--help")).Exits(0).Output, run.Errors);
        Assert.All(run.Errors.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.Contains("\n  certify     Judges", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_the_disk_does_not_hold_is_no_crash()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full to play a full disk");
        var folder = Scratch();
        (await Tool.Run("certify", "tiny", "--filter", "Add/f32/*", "--results", folder)).Exits(0);
        Assert.Contains("error:", (await Tool.Run("report", folder, "--html", "/dev/full")).Exits(2).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--waivers", "{\"waivers\": [", "no JSON, or cut off, at line 1")]
    [InlineData("--waivers", "{\"waivers\": [], \"format\": 2}", "what is at format does not belong there")]
    [InlineData("--waivers", "", "is empty")]
    [InlineData("--issued-nonce", "\u0001\u0002", "no issued nonce")]
    [InlineData("--resume", "\u0001\u0002\n", "no record of a results file")]
    [InlineData("--waivers", null, "is a folder")]
    public async Task A_file_that_is_something_else_is_named_with_what_is_wrong_and_the_next_step(string option, string? text, string because)
    {
        var file = text is null ? Scratch() : Path.Combine(Scratch(), "file");
        if (text is not null)
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var errors = (await Tool.Run("certify", "cpu", "--filter", "Relu/*", option, file)).Exits(2).Errors;
        Assert.Contains(file, errors, StringComparison.Ordinal);
        Assert.Contains(because, errors, StringComparison.Ordinal);
        Assert.Contains("next:", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("isFinalBlock", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_that_matches_nothing_says_so() => (await Tool.Run("certify", "cpu", "--filter", "NoSuchOp/*")).Exits(3);

    [Fact]
    public async Task An_unknown_case_is_a_usage_error()
    {
        var run = (await Tool.Run("repro", "cpu", "NoSuchOp/f32/x=1")).Exits(2);
        Assert.Contains("NoSuchOp", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_names_its_likely_cause_and_the_line_that_runs_it_again()
    {
        var run = (await Tool.Run("certify", CPlugin.Built("zoo"), "--option", "zoo=drop-last-k", "--filter", "MatMul/f32/a=5x64,b=64x7/uniform")).Exits(1);
        Assert.Contains("leaves out its last term", run.Output, StringComparison.Ordinal);
        Assert.Matches("again: tengen repro \\S+libtengen_zoo.so 'MatMul/f32/\\S+' --option 'zoo=drop-last-k'", run.Output);
    }

    [Fact]
    public async Task A_results_folder_that_cannot_be_made_is_refused_before_anything_runs()
    {
        var run = (await Tool.Run("certify", "cpu", "--results", "/proc/nowhere")).Exits(2);
        Assert.Contains("cannot be written", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unwritable_json_file_is_refused_before_anything_runs() =>
        (await Tool.Run("certify", "cpu", "--json", "/proc/nowhere/x.json")).Exits(2);

    [Fact]
    public async Task A_full_disk_keeps_what_was_judged_and_exits_incomplete()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full to play a full disk");
        var folder = Scratch();
        File.CreateSymbolicLink(Path.Combine(folder, "results.jsonl"), "/dev/full");
        var run = await Tool.Run("certify", "cpu", "--filter", "Add/*", "--results", folder);
        Assert.True(run.ExitCode is 2 or 7, run.ToString());
        Assert.Contains("cannot be written", run.Errors, StringComparison.Ordinal);
    }

    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>A process that is started in the background of a shell ignores SIGINT, and so do those that it starts.</summary>
    private static bool IgnoresInterrupts => File.Exists("/proc/self/status")
        && (ulong.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (Interrupt - 1) & 1) != 0;

    [Fact]
    public async Task An_interrupt_keeps_the_results_so_far_and_exits_7()
    {
        var folder = Scratch();
        var process = Tool.Start("certify", "cpu", "--results", folder);
        var file = Path.Combine(folder, "results.jsonl");
        while (!(File.Exists(file) && File.ReadLines(file).Any(line => line.Contains("\"result\"", StringComparison.Ordinal))))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(0, Signal(process.Id, IgnoresInterrupts ? Terminate : Interrupt));
        var run = (await Tool.Finish(process)).Exits(7);
        Assert.Contains("INCOMPLETE", run.Output, StringComparison.Ordinal);
        Assert.Contains(File.ReadLines(file), line => line.Contains("\"result\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_on_standard_output_is_nothing_but_json()
    {
        var run = (await Tool.Run("certify", "cpu", "--filter", "Relu/*", "--json", "-")).Exits(0);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("cpu", json.RootElement.GetProperty("backend").GetString());
        Assert.True(json.RootElement.GetProperty("planned").GetInt32() > 0);
    }

    [Fact]
    public async Task Nothing_is_coloured_in_a_pipe() =>
        Assert.DoesNotContain('\x1b', (await Tool.Run("certify", "cpu", "--filter", "Relu/*")).Exits(0).ToString());

    [Fact]
    public async Task The_same_plan_has_the_same_hash()
    {
        async Task<string?> Hash()
        {
            var run = (await Tool.Run("certify", "cpu", "--filter", "Neg/*", "--filter", "Relu/*", "--json", "-")).Exits(0);
            return JsonDocument.Parse(run.Output).RootElement.GetProperty("plan_hash").GetString();
        }
        Assert.Equal(await Hash(), await Hash());
    }

    [Theory]
    [InlineData("TG-P-25", "written")]
    [InlineData("gate.hard", "round(ref")]
    [InlineData("speed.repeated", "remembered")]
    [InlineData("evidence.missing", "anybody can compute")]
    [InlineData("flaky", "fresh process")]
    [InlineData("exit:7", "Incomplete")]
    [InlineData("op:MatMul", "inputs")]
    public async Task Every_label_can_be_explained(string topic, string says) =>
        Assert.Contains(says, (await Tool.Run("explain", topic)).Exits(0).Output, StringComparison.Ordinal);

    [Fact]
    public async Task The_pages_of_all_operators_are_written_into_a_folder()
    {
        var folder = Path.Combine(Scratch(), "operators");
        (await Tool.Run("explain", "--markdown", folder)).Exits(0);
        Assert.Contains("[MatMul](MatMul.md)", File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
        Assert.Contains("## inputs", File.ReadAllText(Path.Combine(folder, "MatMul.md")), StringComparison.Ordinal);
        (await Tool.Run("explain", "--markdown", "/proc/nowhere")).Exits(2);
        (await Tool.Run("explain", "op:MatMul", "--markdown", folder)).Exits(2);
    }

    [Fact]
    public async Task An_unknown_topic_is_a_usage_error() => (await Tool.Run("explain", "nonsense")).Exits(2);

    [Fact]
    public async Task Case_ids_are_listed_one_a_line()
    {
        var run = (await Tool.Run("list", "MatMul/*")).Exits(0);
        Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("MatMul/", line, StringComparison.Ordinal));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
