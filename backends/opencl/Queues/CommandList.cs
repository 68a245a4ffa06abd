// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Plans;

namespace Tengen.Backends.OpenCl.Queues;

/// <summary>
/// The commands of one submission at a time, into an in-order command queue, which stays the caller's: the first one waits for all that the
/// submission waits for, the event of the last stands for its end. One thread at a time. A command that the driver refuses throws
/// PluginException; those before it stay enqueued.
/// </summary>
internal sealed unsafe class CommandList(nint commands)
{
    private readonly List<nint> _waits = [];
    private nint _end;

    /// <summary>Commands were enqueued since <see cref="End"/>: the submission cannot be taken back.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Adds what to wait for, and releases it in time.</summary>
    public void Wait(EventWait wait)
    {
        if (wait.Event != 0)
            _waits.Add(wait.Event);
    }

    /// <param name="kernel">With its arguments set.</param>
    /// <param name="grid">Its sizes.</param>
    /// <param name="isLast">No command of the submission follows.</param>
    public void Launch(nint kernel, Grid grid, bool isLast)
    {
        nint end = 0;
        fixed (nint* waits = Waits)
        fixed (ulong* global = grid.Global.AsSpan(), local = grid.Local.AsSpan())
            Begun(Driver.Api.EnqueueNdrangeKernel(commands, kernel, (uint)grid.Global.Length, null, (nuint*)global, (nuint*)local, Count, waits, isLast ? &end : null), "clEnqueueNDRangeKernel", end);
    }

    public void Copy(nint source, long from, nint destination, long to, long bytes)
    {
        nint end;
        fixed (nint* waits = Waits)
            Begun(Driver.Api.EnqueueCopyBuffer(commands, source, destination, (nuint)from, (nuint)to, (nuint)bytes, Count, waits, &end), "clEnqueueCopyBuffer", end);
    }

    /// <param name="source">Memory of the device.</param>
    /// <param name="from">Offset there.</param>
    /// <param name="to">Memory that stays until the end.</param>
    /// <param name="bytes">At least one.</param>
    public void Read(nint source, long from, byte* to, long bytes)
    {
        nint end;
        fixed (nint* waits = Waits)
            Begun(Driver.Api.EnqueueReadBuffer(commands, source, false, (nuint)from, (nuint)bytes, to, Count, waits, &end), "clEnqueueReadBuffer", end);
    }

    /// <param name="from">Memory that stays until the end.</param>
    /// <param name="destination">Memory of the device.</param>
    /// <param name="to">Offset there.</param>
    /// <param name="bytes">At least one.</param>
    public void Write(byte* from, nint destination, long to, long bytes)
    {
        nint end;
        fixed (nint* waits = Waits)
            Begun(Driver.Api.EnqueueWriteBuffer(commands, destination, false, (nuint)to, (nuint)bytes, from, Count, waits, &end), "clEnqueueWriteBuffer", end);
    }

    /// <summary>The event of the end, which the caller releases; a submission without commands gets a marker.</summary>
    public nint End()
    {
        if (_end == 0)
        {
            nint end;
            fixed (nint* waits = Waits)
                Begun(Driver.Api.EnqueueMarkerWithWaitList(commands, Count, waits, &end), "clEnqueueMarkerWithWaitList", end);
        }
        var ended = _end;
        (_end, HasBegun) = (0, false);
        return ended;
    }

    /// <summary>Forgets a submission that was refused.</summary>
    public void Drop()
    {
        Forget();
        if (_end != 0)
            Events.Release(_end);
        (_end, HasBegun) = (0, false);
    }

    private uint Count => (uint)_waits.Count;

    /// <summary>OpenCL wants no list where nothing is waited for; an empty span is pinned as null.</summary>
    private Span<nint> Waits => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_waits);

    private void Begun(int error, string call, nint end)
    {
        Driver.Check(error, call);
        Forget();
        if (_end != 0)
            Events.Release(_end);
        (_end, HasBegun) = (end, true);
    }

    private void Forget()
    {
        Events.Release(_waits);
        _waits.Clear();
    }
}
