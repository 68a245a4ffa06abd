// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Tests;

/// <summary>Submissions that wait for tickets of another device are kept by the host, which no thread waits in.</summary>
public sealed class BridgeTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public void It_is_submitted_when_the_last_of_its_dependencies_ends_though_nobody_polls()
    {
        var (near, far) = (new FakeScript(), new FakeScript { Execute = (_, _) => Status.Ok });
        using var source = near.Open();
        using var target = far.Open();
        Ticket[] waits = [source.Queues[0].Submit(null, []), source.Queues[1].Submit(null, [])];
        var bridged = target.Queues[0].Submit(null, [], 0, waits);
        near.Device.Complete(0, 1);
        Assert.Null(bridged.Wait(Short));
        Assert.Empty(far.Device.Seen);
        near.Device.Complete(1, 1);
        Assert.True(SpinWait.SpinUntil(() => !far.Device.Seen.IsEmpty, Long));
        Assert.True(bridged.Wait(Long)!.Value.IsOk);
        Assert.Empty(far.Device.Seen.Single().Waits);
    }

    [Fact]
    public void The_order_of_its_queue_is_kept_and_other_queues_go_on()
    {
        var (near, far) = (new FakeScript(), new FakeScript { Execute = (_, _) => Status.Ok });
        using var source = near.Open();
        using var target = far.Open();
        var dependency = source.Queues[0].Submit(null, []);
        target.Queues[0].Submit(null, [], 0, dependency);
        var behind = Enumerable.Range(0, 5).Select(_ => target.Queues[0].Submit(null, [])).ToList()[^1];
        Assert.True(target.Queues[1].Submit(null, []).Poll()!.Value.IsOk);
        near.Device.Complete(0, 1);
        Assert.True(behind.Wait(Long)!.Value.IsOk);
        Assert.Equal([1ul, 2, 3, 4, 5, 6], far.Device.Seen.Where(seen => seen.Queue == 0).Select(seen => seen.Ticket));
    }

    [Fact]
    public void A_failure_crosses_over_behind_a_barrier()
    {
        var (near, far) = (new FakeScript(), new FakeScript { Execute = (_, _) => Status.Ok });
        using var source = near.Open();
        using var target = far.Open();
        using var program = CompiledProgram.Create(target, Graphs.Add(4));
        var dependency = source.Queues[0].Submit(null, []);
        var dependent = target.Queues[0].Submit(program, [], 0, dependency);
        var second = source.Queues[1].Submit(null, [], 0, dependent);
        near.Device.Complete(0, 1, Status.ExecutionFailed, "divided by zero");
        Assert.Equal("TG-H-11", dependent.Wait(Long)!.Value.Rule);
        Assert.True(far.Device.Seen.Single().IsBarrier);
        Assert.True(SpinWait.SpinUntil(() => near.Device.Seen.Count == 2, Long));
        near.Device.Complete(1, 1);
        var end = second.Wait(Long)!.Value;
        Assert.Equal("TG-H-11", end.Rule);
        Assert.Contains("divided by zero", end.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PULL_device_is_driven_while_somebody_waits_for_it()
    {
        var near = new FakeScript
        {
            Flags = DeviceFlags.Async | DeviceFlags.Pull,
            Wait = (device, submission) =>
            {
                device.Complete(submission.Queue, submission.Ticket);
                return Status.Ok;
            },
        };
        var far = new FakeScript { Execute = (_, _) => Status.Ok };
        using var source = near.Open(waits: true);
        using var target = far.Open();
        Assert.True(target.Queues[0].Submit(null, [], 0, source.Queues[0].Submit(null, [])).Wait(Long)!.Value.IsOk);
        Assert.Empty(source.Violations);
    }

    [Fact]
    public void A_kept_submission_of_a_lost_device_is_lost_and_never_submitted()
    {
        var (near, far) = (new FakeScript(), new FakeScript());
        using var source = near.Open();
        using var target = far.Open();
        using var buffer = DeviceBuffer.Allocate(target, 16);
        var dependency = source.Queues[0].Submit(null, []);
        var kept = target.Queues[0].Submit(null, [Argument.Of(buffer)], 0, dependency);
        var lost = target.Queues[1].Submit(null, []);
        far.Device.Complete(1, lost.Number, Status.DeviceLost, "unplugged");
        Assert.Equal(Status.DeviceLost, kept.Poll()!.Value.Status);
        Assert.Equal(0, buffer.Users);
        near.Device.Complete(0, 1);
        dependency.Join();
        Assert.Equal([1], far.Device.Seen.Select(seen => seen.Queue));
    }

    [Fact]
    public void Chains_over_two_devices_from_many_threads_end()
    {
        static Status Inline(FakeDevice device, FakeSubmission submission)
        {
            ThreadPool.QueueUserWorkItem(_ => device.Complete(submission.Queue, submission.Ticket));
            return Status.Pending;
        }
        var (one, two) = (new FakeScript { MaxPending = uint.MaxValue, Queues = 4, Execute = Inline }, new FakeScript { MaxPending = uint.MaxValue, Queues = 4, Execute = (_, _) => Status.Ok, Flags = DeviceFlags.None });
        using var left = one.Open();
        using var right = two.Open();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, lane =>
        {
            var last = left.Queues[lane].Submit(null, []);
            for (var i = 0; i < 50; i++)
                last = (i % 2 == 0 ? right : left).Queues[lane].Submit(null, [], 0, last);
            Assert.True(last.Wait(Long)!.Value.IsOk);
        });
        Assert.DoesNotContain(right.Violations, _ => true);
    }
}
