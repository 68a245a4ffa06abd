// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin.Tests;

/// <summary>The same device with a thread per queue.</summary>
internal sealed class WorkerDevice : AddDevice
{
    private readonly WorkerQueue[] _workers;

    public WorkerDevice(OpenRequest request) : base(request) =>
        _workers = [.. Enumerable.Range(0, request.Queues.Length).Select(queue => new WorkerQueue(this, queue))];

    public override Submitted Submit(Program? program, in Submission submission) => _workers[submission.Queue].Post(program, in submission);

    public override Submitted Copy(in CopySubmission copy) => _workers[copy.Queue].Post(in copy);

    protected internal override unsafe void Transfer(in CopySubmission copy)
    {
        var from = (copy.Source is null ? copy.HostSource : copy.Source.HostPointer) + copy.SourceOffset;
        var to = (copy.Destination is null ? copy.HostDestination : copy.Destination.HostPointer) + copy.DestinationOffset;
        System.Buffer.MemoryCopy(from, to, copy.Bytes, copy.Bytes);
    }

    public override bool Cancel(int queue, ulong ticket) => _workers[queue].Cancel(ticket);

    protected internal override void EndWork()
    {
        foreach (var worker in _workers)
            worker.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var worker in _workers)
            worker.Dispose();
        base.Dispose(disposing);
    }
}
