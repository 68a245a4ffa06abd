// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>wait</c>, <c>cancel</c></summary>
internal static unsafe class TicketSlots
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Wait(tg_device* handle, tg_ticket* desc, tg_error* error)
    {
        try
        {
            var device = Handles.Devices.Get((nuint)handle);
            var given = Wire.Read(desc, "tg_ticket");
            RequireSpent(device, in given);
            return device.Wait((int)given.queue, given.ticket, Span(given.timeout_ns)) ? Tg.TG_OK : Tg.TG_PENDING;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Cancel(tg_device* handle, tg_ticket* desc, tg_error* error)
    {
        try
        {
            var device = Handles.Devices.Get((nuint)handle);
            var given = Wire.Read(desc, "tg_ticket");
            RequireSpent(device, in given);
            if (!device.State.Queues[given.queue].IsPending(given.ticket) || !device.Cancel((int)given.queue, given.ticket))
                throw new PluginException(Status.NotFound, "kit:cancel", $"ticket {given.ticket} of queue {given.queue} is not pending");
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    public static TimeSpan Span(ulong nanoseconds) =>
        nanoseconds >= (ulong)int.MaxValue * 1_000_000 ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks((long)((nanoseconds + 99) / 100));

    private static void RequireSpent(Device device, in tg_ticket given)
    {
        if (given.ticket == 0 || given.ticket > ExecuteSlot.QueueOf(device.State, given.queue).Accepted)
            throw new PluginException(Status.NotFound, "TG-P-42", $"ticket {given.ticket} of queue {given.queue} is above the last accepted one");
    }
}
