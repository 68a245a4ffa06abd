// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>What the kit keeps about an open device.</summary>
internal sealed class DeviceState(Backend backend, Device device)
{
    private int _buffers;
    private int _programs;
    private long _bufferBytes;
    private long _programBytes;
    private long _submissions;
    private int _running;
    private readonly List<Timeline> _timelines = [];
    private readonly ConcurrentQueue<Timeline> _changed = new();
    private int _telling;
    private volatile string? _lost;

    public Backend Backend { get; } = backend;

    public Device Device { get; } = device;

    public TicketQueue[] Queues { get; set; } = [];

    public bool IsAsync { get; } = (device.Info.Flags & DeviceFlags.Async) != 0;

    public bool HasSymbols { get; } = (device.Info.Flags & DeviceFlags.Symbols) != 0;

    public bool HonoursWaits { get; } = (device.Info.Flags & DeviceFlags.Waits) != 0;

    public bool HasTimelines { get; } = backend.Offers.HasFlag(Offers.Timelines) && device.Info.Flags.HasFlag(DeviceFlags.Async | DeviceFlags.Waits);

    public uint ArgumentKinds { get; } = (uint)device.Info.ArgumentKinds | (1u << (int)Tg.TG_ARG_BUFFER);

    public ulong OffsetMask { get; } = (ulong)Math.Max(1, device.Info.OffsetAlignment) - 1;

    public bool IsLost => _lost is not null;

    public int Children
    {
        get
        {
            lock (_timelines)
                return Volatile.Read(ref _buffers) + Volatile.Read(ref _programs) + _timelines.Count(timeline => timeline.Queue < 0);
        }
    }

    public DeviceStats Stats => new()
    {
        Buffers = Volatile.Read(ref _buffers),
        Programs = Volatile.Read(ref _programs),
        BufferBytes = Volatile.Read(ref _bufferBytes),
        ProgramBytes = Volatile.Read(ref _programBytes),
        Submissions = Volatile.Read(ref _submissions),
        DeviceNs = Clock.Now,
        HostNs = Clock.Now,
    };

    /// <summary>No submission is in the backend's hands.</summary>
    public bool IsQuiet => Volatile.Read(ref _running) == 0;

    public void Begin() => Interlocked.Increment(ref _running);

    /// <summary>A submission has ended in the backend. <see cref="Flush"/> follows, outside of all locks.</summary>
    public void End() => Interlocked.Decrement(ref _running);

    /// <summary>Tells timelines on, and reports losses that waited for the last running submission of a lost device. No lock is held.</summary>
    public void Flush()
    {
        Tell();
        if (!IsLost || !IsQuiet)
            return;
        foreach (var queue in Queues)
            queue.Flush();
    }

    /// <summary>A timeline with a device's half has changed. <see cref="Flush"/> follows, outside of all locks.</summary>
    public void Changed(Timeline timeline) => _changed.Enqueue(timeline);

    /// <summary>One thread at a time tells; who comes meanwhile, from inside it too, leaves the work to that one.</summary>
    private void Tell()
    {
        while (!_changed.IsEmpty && Interlocked.CompareExchange(ref _telling, 1, 0) == 0)
        {
            while (_changed.TryDequeue(out var timeline))
                timeline.Tell();
            _ = Interlocked.Exchange(ref _telling, 0);
        }
    }

    /// <summary>Loses the device and releases who waits inside it. No lock is held.</summary>
    public void Lose(string? text)
    {
        if (IsLost)
            return;
        _lost = text ?? "the device is lost";
        foreach (var queue in Queues)
            queue.Wake();
        lock (_timelines)
            _timelines.ForEach(timeline => timeline.Lose());
        Tell();
    }

    /// <summary>A timeline that lives until <see cref="Forget"/>, at the latest until the device is closed.</summary>
    public Timeline MakeTimeline(ulong initial, int queue)
    {
        lock (_timelines)
        {
            var timeline = new Timeline(Device, initial, queue);
            _timelines.Add(timeline);
            if (IsLost)
                timeline.Lose();
            return timeline;
        }
    }

    public void Forget(Timeline timeline)
    {
        lock (_timelines)
        {
            Handles.Timelines.Remove(timeline.Handle);
            _timelines.Remove(timeline);
        }
        timeline.Native?.Release();
    }

    /// <summary>The device is closed: nothing is reported any more, and its queues' timelines end.</summary>
    public void Close()
    {
        foreach (var queue in Queues)
            queue.Close();
        lock (_timelines)
            _timelines.ForEach(timeline =>
            {
                Handles.Timelines.Remove(timeline.Handle);
                timeline.Native?.Release();
            });
    }

    /// <summary>Ends and reports what is pending, as lost; then the device is lost. Changes nothing when nothing is pending.</summary>
    public void EndWork()
    {
        if (!Queues.Any(queue => queue.HasPending))
            return;
        Lose("it was closed while submissions were pending");
        Device.EndWork();
        foreach (var queue in Queues)
            queue.Abandon();
        Flush();
    }

    public void ThrowIfLost()
    {
        if (_lost is { } text)
            throw new PluginException(Status.DeviceLost, "TG-P-22", $"the device was lost: {text}; close it and open it again");
    }

    public void CountSubmission() => _submissions++;

    public void CountBuffer(int change, long bytes)
    {
        Interlocked.Add(ref _buffers, change);
        Interlocked.Add(ref _bufferBytes, change * bytes);
    }

    public void CountProgram(int change, long bytes)
    {
        Interlocked.Add(ref _programs, change);
        Interlocked.Add(ref _programBytes, change * bytes);
    }
}
