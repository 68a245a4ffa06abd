// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Tests;

public sealed class SupervisorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"c{i}")];

    [Fact]
    public async Task Every_case_of_the_plan_is_judged_in_plan_order()
    {
        using var worker = new ScriptedWorker("pass pass");
        var results = await worker.Run(Cancellation, Ids(40));
        Assert.Equal(Ids(40), results.Select(result => result.Case));
        Assert.All(results, result => Assert.Equal(Verdict.Pass, result.Verdict));
    }

    [Fact]
    public async Task A_crash_costs_one_case_and_names_its_last_words()
    {
        using var worker = new ScriptedWorker("""[ "$id" = c3 ] && { echo "vendor: bad day" >&2; sleep 0.2; kill -SEGV $$; }; pass pass""");
        var results = await worker.Run(Cancellation, Ids(8));
        Assert.Equal(7, results.Count(result => result.Verdict == Verdict.Pass));
        var crash = results[3];
        Assert.Equal(Verdict.Crash, crash.Verdict);
        Assert.Contains("SIGSEGV", crash.Text, StringComparison.Ordinal);
        Assert.Contains("vendor: bad day", crash.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hang_costs_one_case()
    {
        using var worker = new ScriptedWorker("""[ "$id" = c1 ] && sleep 60; pass pass""");
        worker.Settings = worker.Settings with { CaseLimit = TimeSpan.FromMilliseconds(700) };
        var results = await worker.Run(Cancellation, Ids(4));
        Assert.Equal(Verdict.Hang, results[1].Verdict);
        Assert.Equal(3, results.Count(result => result.Verdict == Verdict.Pass));
    }

    [Fact]
    public async Task A_case_that_ends_differently_the_second_time_is_flaky()
    {
        using var worker = new ScriptedWorker("once died && exit 9; pass pass");
        worker.Settings = worker.Settings with { Workers = 1 };
        var results = await worker.Run(Cancellation, "a", "b");
        Assert.Equal([Verdict.Flaky, Verdict.Pass], results.Select(result => result.Verdict));
    }

    [Fact]
    public async Task The_case_is_in_the_journal_before_the_worker_sees_it()
    {
        using var worker = new ScriptedWorker("""grep -q '"dispatch":"'"$id"'"' "$(dirname "$0")/results.jsonl" && pass pass || pass fail""");
        var results = await worker.Run(Cancellation, Ids(5));
        Assert.All(results, result => Assert.Equal(Verdict.Pass, result.Verdict));
    }

    [Fact]
    public async Task A_backend_that_refuses_to_open_ends_the_run_with_its_reason()
    {
        using var worker = new ScriptedWorker("pass pass", "reply '\"refused\":\"no device: the driver is missing\"'");
        var refusal = await Assert.ThrowsAsync<WorkerStartException>(() => worker.Run(Cancellation, Ids(3)));
        Assert.Equal("no device: the driver is missing", refusal.Message);
    }

    [Fact]
    public async Task A_backend_that_crashes_while_loading_ends_the_run()
    {
        using var worker = new ScriptedWorker("pass pass", "kill -ABRT $$");
        var refusal = await Assert.ThrowsAsync<WorkerStartException>(() => worker.Run(Cancellation, Ids(3)));
        Assert.Contains("SIGABRT", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_hangs_while_loading_ends_the_run()
    {
        using var worker = new ScriptedWorker("pass pass", "sleep 60");
        worker.Settings = worker.Settings with { StartLimit = TimeSpan.FromMilliseconds(300) };
        var refusal = await Assert.ThrowsAsync<WorkerStartException>(() => worker.Run(Cancellation, Ids(3)));
        Assert.Contains("did not load", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_run_keeps_what_was_judged()
    {
        using var worker = new ScriptedWorker("""[ "$id" = c5 ] && { touch "$(dirname "$0")/reached"; sleep 60; }; pass pass""");
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        worker.Settings = worker.Settings with { Workers = 1, CaseLimit = TimeSpan.FromMinutes(1) };
        var run = worker.Run(interrupt.Token, Ids(9));
        while (!run.IsCompleted && !File.Exists(worker.PathOf("reached")))
            await Task.Delay(10, Cancellation);
        await interrupt.CancelAsync();
        var results = await run;
        Assert.All(results.Take(5), result => Assert.Equal(Verdict.Pass, result.Verdict));
        Assert.All(results.Skip(5), result => Assert.Equal(Verdict.NotRun, result.Verdict));
        Assert.Equal(5, new JournalReader(worker.JournalPath).Records().Count(line => line.Record.Result is not null));
    }

    [Fact]
    public async Task A_fault_of_the_suite_is_not_blamed_on_the_backend()
    {
        using var worker = new ScriptedWorker("""reply '"fault":"index out of range"'""");
        var fault = await Assert.ThrowsAsync<SuiteFaultException>(() => worker.Run(Cancellation, "a"));
        Assert.Equal("a", fault.Case);
    }

    [Fact]
    public async Task A_fault_of_the_suite_on_one_case_leaves_no_other_unjudged()
    {
        using var worker = new ScriptedWorker("""[ "$id" = c1 ] && reply '"fault":"index out of range"' || pass pass""");
        var fault = await Assert.ThrowsAsync<SuiteFaultException>(() => worker.Run(Cancellation, Ids(5)));
        Assert.Equal("c1", fault.Case);
        Assert.Equal(4, new JournalReader(worker.JournalPath).Records().Select(line => line.Record).Count(record => record.Result is { Verdict: Verdict.Pass }));
    }

    [Theory]
    [InlineData("echo garbage")]
    [InlineData("""reply '"result":{"case":"other","verdict":"pass"}'""")]
    [InlineData("""reply '"ready":"again"'""")]
    [InlineData("""echo '{"result":{"case":"c1","verdict":"pass"}}'""")]
    [InlineData("""echo '{"seal":"00000000000000000000000000000000","result":{"case":"c1","verdict":"pass"}}'""")]
    public async Task What_something_else_writes_to_the_channel_is_never_a_result(string noise)
    {
        using var worker = new ScriptedWorker($"""[ "$id" = c1 ] && {noise} || pass pass""");
        var results = await worker.Run(Cancellation, Ids(4));
        Assert.Equal([Verdict.Pass, Verdict.Contract, Verdict.Pass, Verdict.Pass], results.Select(result => result.Verdict));
    }

    [Fact]
    public async Task A_reply_that_nobody_asked_for_is_not_taken_for_that_of_the_next_case()
    {
        using var worker = new ScriptedWorker("""pass pass; [ "$id" = c1 ] && { pass fail; sleep 0.3; }""");
        worker.Settings = worker.Settings with { Workers = 1 };
        Assert.All(await worker.Run(Cancellation, Ids(4)), result => Assert.NotEqual(Verdict.Fail, result.Verdict));
    }

    [Fact]
    public async Task A_child_that_outlives_its_worker_is_ended_and_delays_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "descendants are found through /proc");
        using var worker = new ScriptedWorker("""[ "$id" = c1 ] && { (setsid sleep 600 & echo $! > "$(dirname "$0")/child"); sleep 0.1; kill -9 $$; }; pass pass""");
        var results = await worker.Run(Cancellation, Ids(4));
        Assert.Equal([Verdict.Pass, Verdict.Crash, Verdict.Pass, Verdict.Pass], results.Select(result => result.Verdict));
        Assert.DoesNotContain(File.ReadAllLines(worker.PathOf("child")), child => File.Exists($"/proc/{child}/cmdline") && File.ReadAllText($"/proc/{child}/cmdline").Contains("sleep", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_long_run_a_lost_worker_is_replaced_by_one_that_was_up()
    {
        using var worker = new ScriptedWorker("""echo $$ > "$(dirname "$0")/last"; [ "$id" = c5 ] && kill -9 $$; pass pass""");
        worker.Settings = worker.Settings with { Workers = 1 };
        var results = await worker.Run(Cancellation, Ids(70));
        Assert.Equal(69, results.Count(result => result.Verdict == Verdict.Pass));
        Assert.True(File.Exists(worker.PathOf($"warm.{(await File.ReadAllTextAsync(worker.PathOf("last"), Cancellation)).Trim()}")));
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_and_keeps_what_was_judged_in_memory()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full to play a full disk");
        using var worker = new ScriptedWorker("pass pass");
        using var journal = new Journal("/dev/full");
        var supervisor = new Supervisor(worker.Settings, journal, Observers.None);
        var lost = await Assert.ThrowsAsync<JournalException>(() => supervisor.Run(new CasePlan(["a"]), Cancellation));
        Assert.Contains("/dev/full", lost.Message, StringComparison.Ordinal);
    }
}
