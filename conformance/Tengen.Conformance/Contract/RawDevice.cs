// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>
/// An open device behind the bare table: nothing is serialised, retried or forgiven. Disposing it closes it as a host must, and throws what a
/// layer found meanwhile.
/// </summary>
internal sealed unsafe class RawDevice : IDisposable
{
    private const int TextBytes = 1024;
    private readonly NativeRoom _room;
    private readonly RawTarget _target;

    /// <exception cref="Broken">The device cannot be opened although the suite could before.</exception>
    /// <exception cref="NotOffered">The device may not be opened once more.</exception>
    /// <param name="extra">An option beside the run's own; a device that does not know it offers no such case.</param>
    public RawDevice(RawTarget target, NativeRoom room, int queues, (string Key, string Value)? extra = null)
    {
        (_target, _room) = (target, room);
        Host = new RawHost(target, queues);
        Error = NewError();
        var offered = stackalloc tg_open_queue[queues];
        for (var i = 0; i < queues; i++)
            offered[i] = new tg_open_queue { ctx = (void*)Host.Context(i), info = (uint)target.QueueInfo(i) };
        var open = new tg_open
        {
            size = (uint)sizeof(tg_open),
            index = (uint)target.Description.Index,
            host = Host.Table,
            queues = offered,
            options = target.Options(room, extra),
            queue_count = (uint)queues,
            queue_stride = (uint)sizeof(tg_open_queue),
        };
        var opened = new tg_opened { size = (uint)sizeof(tg_opened) };
        var status = Api.device_open(&open, &opened, Error);
        if (status == Tg.TG_LIMIT_REACHED)
            throw new NotOffered("TG_LIMIT_REACHED", $"the device is open as often as it can be: {Text}");
        if (status == Tg.TG_INVALID_ARGUMENT && extra is { } option)
            throw new NotOffered($"option.{option.Key}", $"the device does not take {option.Key}={option.Value}: {Text}");
        Broken.Unless(status == Tg.TG_OK, "TG-P-39", $"device_open answered {new Status(status)}: {Text}");
        Handle = opened.device;
        Queues = (int)opened.queue_count;
        Ledgers = [.. Enumerable.Range(0, Queues).Select(queue => new TicketLedger(this, queue))];
    }

    public ref readonly tg_api Api => ref _target.Library.Api;

    public RawTarget Target => _target;

    public DeviceDescription Description => _target.Description;

    public RawHost Host { get; }

    public TimeSpan Patience => _target.Patience;

    /// <summary><see cref="Patience"/> as the slots take it.</summary>
    public ulong PatienceNanoseconds => (ulong)Patience.TotalNanoseconds;

    public tg_device* Handle { get; private set; }

    public int Queues { get; }

    public TicketLedger[] Ledgers { get; }

    public uint MaxPending(int queue) => Description.Queues[_target.QueueInfo(queue)].MaxPending;

    /// <summary>For calls of one thread; others make their own.</summary>
    public tg_error* Error { get; }

    public string Text => Marshal.PtrToStringUTF8((nint)Error->text) ?? "";

    public tg_error* NewError() => _room.Array(new tg_error { size = (uint)sizeof(tg_error), text = _room.Bytes(TextBytes), text_capacity = TextBytes });

    public int Close()
    {
        var release = Release();
        var status = Api.device_close(Handle, &release, Error);
        if (status != Tg.TG_OK)
            return status;
        Host.Close();
        Handle = null;
        return status;
    }

    public int Wait(int queue, ulong ticket, ulong nanoseconds)
    {
        var desc = new tg_ticket { size = (uint)sizeof(tg_ticket), queue = (uint)queue, ticket = ticket, timeout_ns = nanoseconds };
        return Api.wait(Handle, &desc, null);
    }

    public int Cancel(int queue, ulong ticket)
    {
        var desc = new tg_ticket { size = (uint)sizeof(tg_ticket), queue = (uint)queue, ticket = ticket };
        return Api.cancel(Handle, &desc, null);
    }

    /// <summary>Objects alive by device_stats; null where the device does not count.</summary>
    public (uint Buffers, uint Programs)? Live()
    {
        if (Api.device_stats == null)
            return null;
        var query = new tg_stats_query { size = (uint)sizeof(tg_stats_query) };
        var stats = new tg_stats { size = (uint)sizeof(tg_stats) };
        var status = Api.device_stats(Handle, &query, &stats, Error);
        if (status == Tg.TG_UNSUPPORTED)
            return null;
        Broken.Unless(status == Tg.TG_OK, "TG-P-39", $"device_stats answered {new Status(status)}: {Text}");
        return (stats.buffers, stats.programs);
    }

    public tg_buffer* Alloc(ulong bytes, uint alignment = 0, uint flags = 0)
    {
        var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = bytes, alignment = alignment, flags = flags };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        var status = Api.buffer_alloc(Handle, &desc, &info, Error);
        Broken.Unless(status == Tg.TG_OK && info.buffer != null, "TG-P-15", $"buffer_alloc({bytes} bytes) answered {new Status(status)}: {Text}");
        return info.buffer;
    }

    public int Free(tg_buffer* buffer)
    {
        var release = Release();
        return Api.buffer_free(buffer, &release, Error);
    }

    /// <summary>Maps, lets the bytes be touched and unmaps. Nothing pending uses the buffer.</summary>
    public void Access(tg_buffer* buffer, uint flags, int bytes, SpanAction touch)
    {
        var range = new tg_range { size = (uint)sizeof(tg_range), flags = flags, bytes = (ulong)bytes };
        void* pointer = null;
        var status = Api.buffer_map(buffer, &range, &pointer, Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-22", $"buffer_map answered {new Status(status)}: {Text}");
        touch(new Span<byte>(pointer, bytes));
        status = Api.buffer_unmap(buffer, &range, Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-22", $"buffer_unmap answered {new Status(status)}: {Text}");
    }

    public void Dispose()
    {
        if (Handle != null && Close() is var status && status != Tg.TG_OK && status != Tg.TG_WRONG_STATE)
            throw new Broken("TG-P-23", $"device_close answered {new Status(status)}: {Text}");
        if (Host.Finding is { } finding)
            throw finding;
    }

    public static tg_release Release() => new() { size = (uint)sizeof(tg_release) };
}

internal delegate void SpanAction(Span<byte> bytes);
