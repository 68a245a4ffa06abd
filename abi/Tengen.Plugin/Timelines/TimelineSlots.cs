// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>tg.timeline/1</c>, without import and export.</summary>
internal static unsafe class TimelineSlots
{
    /// <summary>Lives as long as the process.</summary>
    public static tg_timeline_api* Table { get; } = Build();

    private static tg_timeline_api* Build()
    {
        var table = new tg_timeline_api
        {
            size = (uint)sizeof(tg_timeline_api),
            abi = Tg.TG_ABI,
            queue_timeline = &OfQueue,
            create = &Create,
            destroy = &Destroy,
            query = &Query,
            wait = &Wait,
            signal = &Signal,
        };
        return PermanentArena.Instance.Array<tg_timeline_api>(new ReadOnlySpan<tg_timeline_api>(in table));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OfQueue(tg_device* handle, uint queue, tg_timeline** target, tg_error* error)
    {
        try
        {
            RequirePlace(target, "queue_timeline");
            var device = DeviceOf(handle);
            *target = (tg_timeline*)ExecuteSlot.QueueOf(device.State, queue).Timeline.Handle;
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Create(tg_device* handle, tg_timeline_desc* desc, tg_timeline** target, tg_error* error)
    {
        try
        {
            RequirePlace(target, "timeline create");
            var given = Wire.Read(desc, "tg_timeline_desc");
            Wire.Zero(given.reserved, "tg_timeline_desc.reserved");
            var device = DeviceOf(handle);
            if (given.handle != 0 || given.kind != 0)
                throw new PluginException(Status.InvalidArgument, "TG-P-7", "tg_timeline_desc.handle and kind belong to import");
            if (given.export_kinds != 0)
                throw new PluginException(Status.Unsupported, "kit:export", $"timelines of device '{device.Info.Name}' cannot be exported as asked (0x{given.export_kinds:x}); pass 0");
            device.State.ThrowIfLost();
            *target = (tg_timeline*)device.State.MakeTimeline(given.initial, queue: -1).Handle;
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Destroy(tg_timeline* handle, tg_release* desc, tg_error* error)
    {
        try
        {
            Release.Check(desc);
            var timeline = Own(handle, "destroyed");
            if (timeline.IsInUse)
                throw new PluginException(Status.WrongState, "TG-H-5", "pending submissions wait for the timeline or signal it; destroy it when they are reported");
            timeline.Owner.State.Forget(timeline);
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Query(tg_timeline* handle, ulong* target, tg_error* error)
    {
        try
        {
            RequirePlace(target, "timeline query");
            *target = Handles.Timelines.Get((nuint)handle).Value;
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(tg_timeline* handle, tg_timeline_point* desc, tg_error* error)
    {
        try
        {
            var given = Read(desc);
            return Handles.Timelines.Get((nuint)handle).Wait(given.value, TicketSlots.Span(given.timeout_ns)) ? Tg.TG_OK : Tg.TG_PENDING;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Signal(tg_timeline* handle, tg_timeline_point* desc, tg_error* error)
    {
        try
        {
            var given = Read(desc);
            Own(handle, "signalled by the host").Signal(given.value);
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    private static tg_timeline_point Read(tg_timeline_point* desc)
    {
        var given = Wire.Read(desc, "tg_timeline_point");
        Wire.Zero(given.flags, "tg_timeline_point.flags");
        return given;
    }

    private static Timeline Own(tg_timeline* handle, string verb)
    {
        var timeline = Handles.Timelines.Get((nuint)handle);
        return timeline.Queue < 0 ? timeline : throw new PluginException(
            Status.InvalidArgument, "TG-H-5", $"the timeline of queue {timeline.Queue} is the device's and cannot be {verb}; make one of your own");
    }

    private static Device DeviceOf(tg_device* handle)
    {
        var device = Handles.Devices.Get((nuint)handle);
        return device.State.HasTimelines ? device : throw new PluginException(Status.Unsupported, "kit:timeline", $"device '{device.Info.Name}' has no timelines");
    }

    private static void RequirePlace(void* target, string what)
    {
        if (target == null)
            throw new PluginException(Status.InvalidArgument, "TG-P-7", $"{what} was given no place for the answer");
    }
}
