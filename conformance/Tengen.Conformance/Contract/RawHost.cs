// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>
/// A <c>tg_host</c> that records every report. Its memory is never freed: a plugin that calls back too late must be seen, not crash the suite.
/// </summary>
internal sealed unsafe class RawHost
{
    private static int _made;
    private readonly object _lock = new();
    private readonly List<RawReport> _reports = [];
    private readonly int[] _inside;
    private readonly nint _firstContext;
    private readonly nint _layer;
    private readonly RawTarget _target;
    private bool _closed;

    /// <param name="target">Gets what a layer only tells.</param>
    /// <param name="queues">Queues to be opened.</param>
    public RawHost(RawTarget target, int queues)
    {
        _target = target;
        _inside = new int[queues];
        _layer = (nint)target.Library.Layer;
        _firstContext = Interlocked.Increment(ref _made) * 4096;
        Table = (tg_host*)NativeMemory.AllocZeroed((nuint)sizeof(tg_host));
        *Table = new tg_host
        {
            size = (uint)sizeof(tg_host),
            abi = Tg.TG_ABI,
            ctx = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(this)),
            log = &Log,
            complete = &Complete,
            extension = &Extension,
        };
    }

    public tg_host* Table { get; }

    /// <summary>The first thing seen that no host may see, in arrival order.</summary>
    public Broken? Fault { get; private set; }

    /// <summary>The first obligation that a layer said was broken.</summary>
    public Broken? Finding { get; private set; }

    public nint Context(int queue) => _firstContext + queue;

    public void Close()
    {
        lock (_lock)
            _closed = true;
    }

    /// <summary>Reports of one queue so far, in order of arrival.</summary>
    public RawReport[] Reports(int queue)
    {
        lock (_lock)
            return [.. _reports.Where(report => report.Queue == queue)];
    }

    /// <summary>Sleeps until there are more than <paramref name="seen"/> reports, or the time is over.</summary>
    public void WaitForReport(int seen, TimeSpan timeout)
    {
        lock (_lock)
            if (_reports.Count <= seen)
                Monitor.Wait(_lock, timeout);
    }

    public int Count
    {
        get
        {
            lock (_lock)
                return _reports.Count;
        }
    }

    private void Take(nint context, tg_completion* completion)
    {
        var queue = context - _firstContext;
        if (queue < 0 || queue >= _inside.Length)
        {
            Note(new Broken("TG-P-9", $"complete was called with a queue context that this host did not give (0x{context:x})"));
            return;
        }
        if (Interlocked.Increment(ref _inside[queue]) > 1)
            Note(new Broken("TG-P-19", $"queue {queue}: complete was called while another call for the queue was still inside"));
        if (Reader.Table(out tg_completion told, completion) != Tg.TG_OK)
            Note(new Broken("TG-P-8", "complete was given no readable tg_completion"));
        lock (_lock)
        {
            if (_closed)
                Fault ??= new Broken("TG-P-23", $"queue {queue}: ticket {told.ticket} was reported after device_close had answered OK");
            _reports.Add(new RawReport((int)queue, told.ticket, told.status));
            Monitor.PulseAll(_lock);
        }
        Interlocked.Decrement(ref _inside[queue]);
    }

    private void Note(Broken fault)
    {
        lock (_lock)
            Fault ??= fault;
    }

    private void Take(uint level, byte* text)
    {
        if (level > Tg.TG_LOG_WARNING || Violation.Parse(Marshal.PtrToStringUTF8((nint)text) ?? "") is not { } found)
            return;
        if (level == Tg.TG_LOG_WARNING)
        {
            _target.Warn(found);
            return;
        }
        lock (_lock)
            Finding ??= new Broken(found.Rule, found.Text);
    }

    private static RawHost Of(tg_host* host) => (RawHost)GCHandle.FromIntPtr((nint)host->ctx).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(tg_host* host, uint level, byte* text) => Of(host).Take(level, text);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Complete(tg_host* host, void* queue, tg_completion* completion) => Of(host).Take((nint)queue, completion);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Extension(tg_host* host, byte* name) =>
        name != null && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).SequenceEqual(Tg.TG_EXTENSION_LAYER) ? (void*)Of(host)._layer : null;
}

/// <summary>One call of complete.</summary>
internal readonly record struct RawReport(int Queue, ulong Ticket, int Status);
