// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>device_info</c>, <c>device_open</c>, <c>device_close</c></summary>
internal static unsafe class DeviceSlots
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Info(tg_probe* desc, tg_device_info* target, tg_error* error)
    {
        try
        {
            var probe = Wire.Read(desc, "tg_probe");
            Wire.CheckOut(target, "tg_device_info");
            if (probe.target != null)
                Wire.ThrowTooNew("tg_probe.target");
            var options = OptionReader.Read(in probe.options, PluginTable.Backend.DeviceOptions, "tg_probe.options");
            Wire.Write(target, DeviceInfoWriter.Write(Describe(probe.index, options)));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Open(tg_open* desc, tg_opened* target, tg_error* error)
    {
        try
        {
            var open = Wire.Read(desc, "tg_open");
            Wire.CheckOut(target, "tg_opened");
            var backend = PluginTable.Backend;
            var options = OptionReader.Read(in open.options, backend.DeviceOptions, "tg_open.options");
            var info = Describe(open.index, options);
            var contexts = new List<nint>();
            var queues = Queues(in open, info, contexts);
            var host = new Host(open.host);
            OpenCounts.Enter((int)open.index, info);
            try
            {
                var device = backend.Open(new OpenRequest((int)open.index, info, host, options, queues));
                Wire.Write(target, Publish(backend, device, contexts));
            }
            catch
            {
                OpenCounts.Leave((int)open.index);
                throw;
            }
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Close(tg_device* handle, tg_release* desc, tg_error* error)
    {
        try
        {
            Release.Check(desc);
            var device = Handles.Devices.Get((nuint)handle);
            device.State.EndWork();
            if (device.State.Children is > 0 and var children)
                throw new PluginException(Status.WrongState, "TG-H-5", $"{children} buffers, programs and timelines of the device exist; destroy them first");
            Handles.Devices.Remove((nuint)handle);
            try
            {
                device.Dispose();
            }
            finally
            {
                device.State.Close();
                OpenCounts.Leave(device.Request.Index);
            }
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    private static DeviceInfo Describe(uint index, OptionSet options)
    {
        var backend = PluginTable.Backend;
        var count = backend.DeviceCount;
        if (index >= count)
            throw new PluginException(Status.NotFound, index == 0 ? "TG-P-12" : "TG-P-11", index == 0 ? backend.WhyNoDevice : $"there is no device {index}, there are {count}");
        var info = backend.Describe((int)index, options);
        if (info.Flags.HasFlag(DeviceFlags.Symbols) && !backend.Offers.HasFlag(Offers.Infer))
            throw new InvalidOperationException($"Device '{info.Name}' says Symbols; the backend must offer Infer (TG-P-34).");
        return info;
    }

    private static ImmutableArray<QueueRequest> Queues(in tg_open open, DeviceInfo info, List<nint> contexts)
    {
        if (open.queue_count == 0)
            throw new PluginException(Status.InvalidArgument, "TG-P-7", "a device is opened with at least one queue");
        var queues = new List<QueueRequest>();
        for (uint i = 0; i < open.queue_count; i++)
        {
            var queue = Wire.At(open.queues, open.queue_stride, i, "tg_open.queues");
            if (queue.info >= info.Queues.Length)
                throw new PluginException(Status.InvalidArgument, "TG-P-7", $"queue {i} is of kind {queue.info}, the device has {info.Queues.Length}");
            if (queue.priority >= info.Queues[(int)queue.info].Priorities)
                throw new PluginException(Status.InvalidArgument, "TG-P-7", $"queue {i} has priority {queue.priority} of {info.Queues[(int)queue.info].Priorities}");
            contexts.Add((nint)queue.ctx);
            queues.Add(new QueueRequest(Utf8Text.Optional(queue.name), (int)queue.info, (int)queue.priority));
        }
        return [.. queues];
    }

    private static tg_opened Publish(Backend backend, Device device, List<nint> contexts)
    {
        var taken = device.QueueCount;
        if (taken < 1 || taken > contexts.Count)
            throw new InvalidOperationException($"The device took {taken} of {contexts.Count} queues.");
        var state = device.State = new DeviceState(backend, device);
        state.Queues = new TicketQueue[taken];
        for (var i = 0; i < taken; i++)
        {
            var kind = device.Info.Queues[device.Request.Queues[i].Kind];
            state.Queues[i] = new TicketQueue(state, device.Host, i, (void*)contexts[i], kind.MaxPending);
        }
        return new tg_opened
        {
            queue_count = (uint)taken,
            device = (tg_device*)Handles.Devices.Add(device),
            note = taken < contexts.Count ? PermanentArena.Instance.Text($"the device has {taken} queues") : null,
        };
    }
}
