// SPDX-License-Identifier: Apache-2.0
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
    private volatile string? _lost;

    public Backend Backend { get; } = backend;

    public Device Device { get; } = device;

    public TicketQueue[] Queues { get; set; } = [];

    public bool IsAsync { get; } = (device.Info.Flags & DeviceFlags.Async) != 0;

    public bool HasSymbols { get; } = (device.Info.Flags & DeviceFlags.Symbols) != 0;

    public bool HonoursWaits { get; } = (device.Info.Flags & DeviceFlags.Waits) != 0;

    public uint ArgumentKinds { get; } = (uint)device.Info.ArgumentKinds | (1u << (int)Tg.TG_ARG_BUFFER);

    public ulong OffsetMask { get; } = (ulong)Math.Max(1, device.Info.OffsetAlignment) - 1;

    public bool IsLost => _lost is not null;

    public int Children => Volatile.Read(ref _buffers) + Volatile.Read(ref _programs);

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

    public void Lose(string? text) => _lost ??= text ?? "the device is lost";

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
