// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Tests.Speed;

/// <summary>A worker played by a shell script.</summary>
public sealed class WorkerTargetTests
{
    private static readonly PrepareRequest Request = new(0, "Add/f32/a=1,b=1/uniform", [], 0.001);

    [Fact]
    public async Task A_crash_costs_one_step_and_the_next_preparation_starts_another_process()
    {
        using var target = await Open("""case "$line" in *'"sample"'*) kill -SEGV $$;; *) reply '"speed":{"batch":7,"warm_up":{"seconds":0.5,"executions":100,"windows":6,"fall":0}}';; esac""");
        Assert.Equal(new Prepared(7, new WarmUpOutcome(0.5, 100, 6, 0)), await target.Prepare(Request, TestContext.Current.CancellationToken));
        var death = await Assert.ThrowsAsync<BenchFailedException>(() => target.Sample(new SampleRequest(0, Condition.Warm, 1, 0), TestContext.Current.CancellationToken));
        Assert.Contains("SIGSEGV", death.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BenchFailedException>(() => target.Check(0, TestContext.Current.CancellationToken));
        Assert.Equal(7, (await target.Prepare(Request, TestContext.Current.CancellationToken)).Batch);
    }

    [Fact]
    public async Task A_graph_that_is_declined_is_no_failure()
    {
        using var target = await Open("""reply '"speed":{"declined":"op: no Add here"}'""");
        var reason = await Assert.ThrowsAsync<DeclinedException>(() => target.Prepare(Request, TestContext.Current.CancellationToken));
        Assert.Equal("op: no Add here", reason.Message);
    }

    [Fact]
    public async Task A_fault_of_the_suite_is_not_blamed_on_the_backend()
    {
        using var target = await Open("""reply '"speed":{"fault":"index out of range"}'""");
        await Assert.ThrowsAsync<SuiteFaultException>(() => target.Prepare(Request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_backend_that_refuses_to_open_says_why()
    {
        var refusal = await Assert.ThrowsAsync<WorkerStartException>(() => Open("", """reply '"speed":{"refused":"the driver is missing"}'"""));
        Assert.Equal("the driver is missing", refusal.Message);
    }

    [Fact]
    public async Task A_worker_is_bound_to_as_many_processors_as_were_asked_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "threads are bound on Linux only");
        const string Tell = """reply '"speed":{"device":{"description":"'$(grep Cpus_allowed_list /proc/self/status | cut -f2)'","kind":"cpu","simulated":false}}'""";
        using var bound = await Open("", Tell, processors: 1);
        Assert.Matches("^[0-9]+$", bound.Device.Description);
        using var free = await Open("", Tell);
        Assert.Equal(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split('\t')[1], free.Device.Description);
    }

    private static Task<WorkerTarget> Open(string onRequest, string onOpen = """reply '"speed":{"device":{"description":"scripted","kind":"cpu","simulated":false}}'""", int? processors = null)
    {
        var script = $$"""
            {{ScriptedWorker.Reply}}
            read -r line
            {{onOpen}}
            while read -r line; do
                {{(onRequest.Length == 0 ? ":" : onRequest)}}
            done
            """;
        return WorkerTarget.Open("scripted", new SupervisorSettings
        {
            Command = new WorkerCommand("/bin/bash", "-c", script) { Processors = processors },
            Worker = new WorkerSettings("/scripted", 0, new Dictionary<string, string>(), "nonce", []),
        }, TestContext.Current.CancellationToken);
    }
}
