// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

public sealed unsafe partial class Device
{
    private const int QuarantinedHosts = 256;
    private static readonly ConcurrentQueue<nint> ClosedHosts = new();

    /// <summary>Closes the device; see <see cref="Close"/>. What goes wrong is recorded in <see cref="Violations"/>.</summary>
    public void Dispose()
    {
        if (_handle == null)
            return;
        if (!Drain(DrainTime))
        {
            Report("TG-P-18", $"submissions were still pending {DrainTime.TotalSeconds:0} s after the device was to be closed; it stays open, its memory is not freed");
            return;
        }
        FreeChildren();
        if (Close() is { IsOk: false } end)
            Report("TG-P-22", $"device_close answered {end.Status}: {end.Text}");
    }

    /// <summary>
    /// Calls <c>device_close</c> as things stand, with whatever is pending or not freed. On OK everything pending has ended and nothing is
    /// called back any more; on an error the device stays open.
    /// </summary>
    public Completion Close()
    {
        var release = new tg_release { size = (uint)sizeof(tg_release) };
        var error = ErrorBuffer.Fresh();
        var status = Api.device_close(Alive, &release, error);
        if (status != Tg.TG_OK)
            return new Completion(new Status(status), ErrorBuffer.Rule(error), ErrorBuffer.Text(error));
        _handle = null;
        Inbox.Close();
        Pump();
        EndAll("the device was closed");
        Quarantine((nint)_host);
        return new Completion(Status.Ok);
    }

    private void FreeChildren()
    {
        DeviceChild[] children;
        lock (_children)
            children = [.. _children];
        foreach (var child in children)
            child.Dispose();
    }

    private static void Quarantine(nint host)
    {
        ClosedHosts.Enqueue(host);
        while (ClosedHosts.Count > QuarantinedHosts && ClosedHosts.TryDequeue(out var oldest))
            HostTable.Free((tg_host*)oldest);
    }
}
