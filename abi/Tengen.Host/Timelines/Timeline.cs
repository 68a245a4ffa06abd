// SPDX-License-Identifier: Apache-2.0
using Microsoft.Win32.SafeHandles;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>
/// A counter of one device that its queues, the host and other devices wait on and signal, waits before the signal included
/// (<c>tg.timeline/1</c>). See <see cref="DeviceChild"/> for its life. Any thread.
/// </summary>
public sealed unsafe class Timeline : DeviceChild
{
    private Timeline(Device device, tg_timeline* handle) : base(device) => Handle = handle;

    public tg_timeline* Handle { get; }

    /// <summary>The value reached.</summary>
    public ulong Value
    {
        get
        {
            ulong value = 0;
            var error = ErrorBuffer.Fresh();
            ErrorBuffer.Check(Functions(Device).query(Handle, &value, error), error, Device.Subject("timeline query"));
            return value;
        }
    }

    /// <summary>Makes a timeline that begins at <paramref name="initial"/>.</summary>
    /// <param name="device">Its device.</param>
    /// <param name="initial">The first value.</param>
    /// <param name="exportKinds">Bit (1 &lt;&lt; kind) of what it may be exported as.</param>
    /// <exception cref="TengenException">UNSUPPORTED: the device has no timelines.</exception>
    public static Timeline Create(Device device, ulong initial = 0, uint exportKinds = 0)
    {
        var desc = new tg_timeline_desc { size = (uint)sizeof(tg_timeline_desc), export_kinds = exportKinds, initial = initial };
        tg_timeline* handle = null;
        var functions = Functions(device);
        var error = ErrorBuffer.Fresh();
        using (device.Enter())
            ErrorBuffer.Check(functions.create(device.Alive, &desc, &handle, error), error, device.Subject("timeline create"));
        return Made(device, handle, "timeline create");
    }

    /// <summary>Waits on the host; false when the time ran out.</summary>
    public bool Wait(ulong value, TimeSpan? timeout = null)
    {
        var point = Point(value);
        point.timeout_ns = timeout is { } limit && limit != Timeout.InfiniteTimeSpan ? (ulong)(limit.TotalMilliseconds * 1e6) : Tg.TG_FOREVER;
        var error = ErrorBuffer.Fresh();
        var status = Functions(Device).wait(Handle, &point, error);
        if (status == Tg.TG_PENDING)
            return false;
        ErrorBuffer.Check(status, error, Device.Subject($"timeline wait for {value}"));
        return true;
    }

    /// <summary>Signals from the host. Values only grow.</summary>
    public void Signal(ulong value)
    {
        var point = Point(value);
        var error = ErrorBuffer.Fresh();
        ErrorBuffer.Check(Functions(Device).signal(Handle, &point, error), error, Device.Subject($"timeline signal of {value}"));
    }

    /// <summary>The same counter for another device, or null where one of the two cannot: the host then bridges by tickets.</summary>
    public Timeline? Share(Device other)
    {
        var (giver, taker) = (Functions(Device), Functions(other));
        if (giver.export_ == null || taker.import == null)
            return null;
        var wanted = new tg_export { size = (uint)sizeof(tg_export), kind = Tg.TG_MEMORY_FD };
        var exported = new tg_exported { size = (uint)sizeof(tg_exported) };
        var error = ErrorBuffer.Fresh();
        if (giver.export_(Handle, &wanted, &exported, error) is var status && new Status(status).Class == StatusClass.Declined)
            return null;
        ErrorBuffer.Check(status, error, Device.Subject("timeline export"));
        using var descriptor = new SafeFileHandle((nint)exported.handle, ownsHandle: true);
        var desc = new tg_timeline_desc { size = (uint)sizeof(tg_timeline_desc), handle = exported.handle, kind = exported.kind };
        tg_timeline* handle = null;
        using (other.Enter())
            status = taker.import(other.Alive, &desc, &handle, error);
        if (new Status(status).Class == StatusClass.Declined)
            return null;
        ErrorBuffer.Check(status, error, other.Subject("timeline import"));
        return Made(other, handle, "timeline import");
    }

    private protected override void Free()
    {
        var release = new tg_release { size = (uint)sizeof(tg_release) };
        var error = ErrorBuffer.Fresh();
        var status = Functions(Device).destroy(Handle, &release, error);
        if (status != Tg.TG_OK)
            Device.Report("TG-P-39", $"timeline destroy answered {new Status(status)}: {ErrorBuffer.Text(error)}");
    }

    private static Timeline Made(Device device, tg_timeline* handle, string slot) => handle != null
        ? new Timeline(device, handle)
        : throw TengenException.Broken(device.Subject(slot), "TG-P-15", "it answered OK and gave no timeline");

    private static ref readonly tg_timeline_api Functions(Device device)
    {
        if (device.Timelines is { } functions)
            return ref functions.Table;
        throw new TengenException(Status.Unsupported, device.Subject("extension"), "", "the device has no timelines (tg.timeline/1)");
    }

    private static tg_timeline_point Point(ulong value) => new() { size = (uint)sizeof(tg_timeline_point), value = value };
}
