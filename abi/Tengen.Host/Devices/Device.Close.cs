// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

public sealed unsafe partial class Device
{
    private const int QuarantinedHosts = 256;
    private static readonly ConcurrentQueue<nint> ClosedHosts = new();

    /// <summary>
    /// Waits for pending work, frees what was made in the device and closes it. Work that does not end is ended by the close and named in
    /// <see cref="Violations"/>, where everything else that goes wrong is recorded too.
    /// </summary>
    public void Dispose()
    {
        if (_handle == null)
            return;
        var ended = Drain(_patience);
        IsClosing = true;
        if (!ended)
            Report("TG-P-18", $"not ended {_patience.TotalSeconds:0.###} s after the device was to be closed: {Unended()}");
        if (!Queues.All(queue => queue.IsQuiet(_patience)))
        {
            Report("TG-P-18", $"a call has not returned {_patience.TotalSeconds:0.###} s after the device was to be closed; it stays open, its memory is not freed");
            return;
        }
        if (!ended && Close() is { IsOk: false } refusal && refusal.Status != Status.WrongState)
        {
            Report("TG-P-22", $"device_close answered {refusal.Status}: {refusal.Text}; the device stays open, its memory is not freed");
            return;
        }
        FreeChildren();
        if (_handle != null && Close() is { IsOk: false } end)
            Report("TG-P-22", $"device_close answered {end.Status}: {end.Text}");
    }

    /// <summary>
    /// Calls <c>device_close</c> as things stand. It ends and reports what is pending; WRONG_STATE then means that buffers, programs or
    /// timelines live: dispose them and close again. On OK nothing is called back any more; after any other answer the device stays open.
    /// </summary>
    public Completion Close()
    {
        var release = new tg_release { size = (uint)sizeof(tg_release) };
        var error = ErrorBuffer.Fresh();
        var status = Api.device_close(Alive, &release, error);
        if (status != Tg.TG_OK)
        {
            var refusal = new Completion(new Status(status), ErrorBuffer.Rule(error), ErrorBuffer.Text(error));
            Pump();
            if (status == Tg.TG_WRONG_STATE)
                EndAll("device_close ended the work");
            return refusal;
        }
        _handle = null;
        Inbox.Close();
        Pump();
        EndAll("the device was closed");
        Quarantine((nint)_host);
        return new Completion(Status.Ok);
    }

    /// <summary>Nothing that the host kept back is submitted any more.</summary>
    internal bool IsClosing { get; private set; }

    private string Unended()
    {
        lock (State)
            return string.Join("; ", Queues.Select(queue => (Queue: queue, Submission: queue.Oldest())).Where(pair => pair.Submission is not null)
                .Select(pair => $"{new Ticket(pair.Queue, pair.Submission!.Ticket)}, {pair.Submission.What}, the oldest there"));
    }

    private void FreeChildren()
    {
        DeviceChild[] children;
        lock (_children)
            children = [.. _children];
        foreach (var child in children)
            child.Dispose();
        SpinWait.SpinUntil(HasNoChildren, _patience);
    }

    /// <summary>False while another thread still frees what a submission was the last to use.</summary>
    private bool HasNoChildren()
    {
        lock (_children)
            return _children.Count == 0;
    }

    private static void Quarantine(nint host)
    {
        ClosedHosts.Enqueue(host);
        while (ClosedHosts.Count > QuarantinedHosts && ClosedHosts.TryDequeue(out var oldest))
            HostTable.Free((tg_host*)oldest);
    }
}
