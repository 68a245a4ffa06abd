// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>copy</c></summary>
internal static unsafe class CopySlot
{
    private const int MaxWaits = 64;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Copy(tg_device* handle, tg_copy* desc, tg_error* error)
    {
        try
        {
            var device = Handles.Devices.Get((nuint)handle);
            var given = Wire.Read(desc, "tg_copy");
            Wire.Zero(given.flags, "tg_copy.flags");
            Wire.Zero(given.reserved, "tg_copy.reserved");
            var queue = ExecuteSlot.QueueOf(device.State, given.queue);
            if (given.timing != null)
                Wire.CheckOut(given.timing, "tg_timing");
            device.State.CountSubmission();
            return device.State.IsAsync ? Enqueue(device, in given, queue, error) : Run(device, in given, queue);
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    private static int Run(Device device, in tg_copy given, TicketQueue queue)
    {
        queue.Spend(given.ticket);
        var start = Clock.Now;
        if (Noticing(device, in given, queue) != Submitted.Done)
            throw new InvalidOperationException("A device without DeviceFlags.Async answered Pending.");
        queue.Accept(given.ticket);
        if (given.timing != null)
            Clock.Write(given.timing, start, Clock.Now);
        return Tg.TG_OK;
    }

    private static int Enqueue(Device device, in tg_copy given, TicketQueue queue, tg_error* error)
    {
        if (!queue.Begin(given.ticket, given.timing))
            return Guard.Tell(error, Status.Busy, "TG-P-20", "the queue holds as many submissions as it can; wait for one");
        try
        {
            return Noticing(device, in given, queue) == Submitted.Done && queue.EndInline(given.ticket) ? Tg.TG_OK : Tg.TG_PENDING;
        }
        catch (Exception exception)
        {
            return queue.Withdraw(given.ticket) ? Guard.Explain(exception, error) : Tg.TG_PENDING;
        }
    }

    /// <inheritdoc cref="ExecuteSlot.Noticing"/>
    private static Submitted Noticing(Device device, in tg_copy given, TicketQueue queue)
    {
        try
        {
            return Submit(device, in given, queue);
        }
        catch (PluginException lost) when (lost.Status == Status.DeviceLost)
        {
            device.State.Lose(lost.Message);
            throw;
        }
    }

    private static Submitted Submit(Device device, in tg_copy given, TicketQueue queue)
    {
        device.State.ThrowIfLost();
        if (Math.Max(given.wait_count, given.signal_count) > MaxWaits)
            throw new PluginException(Status.InvalidArgument, "TG-H-12", $"{given.wait_count} waits and {given.signal_count} signals; a copy takes {MaxWaits} of each");
        var waits = stackalloc WaitPoint[MaxWaits];
        var timelines = SyncReader.Read(device.State, new(given.waits, given.wait_count, given.wait_stride), new(given.signals, given.signal_count, given.signal_stride), waits);
        if (given.peer != null)
            throw new PluginException(Status.Unsupported, "kit:peer", "copies between devices are not offered; copy through the host");
        var source = Side(device, given.source, given.host_source, given.source_offset, given.bytes, "source");
        var destination = Side(device, given.destination, given.host_destination, given.destination_offset, given.bytes, "destination");
        if (source is not null && source == destination && Math.Max(given.source_offset, given.destination_offset) - Math.Min(given.source_offset, given.destination_offset) < given.bytes)
            throw new PluginException(Status.InvalidArgument, "TG-H-19", $"{given.bytes} bytes from offset {given.source_offset} to {given.destination_offset} of one buffer overlap; copy through another");
        if (timelines is not null)
            queue.Attach(timelines);
        return device.Copy(new CopySubmission
        {
            Queue = (int)given.queue,
            Ticket = given.ticket,
            Source = source,
            Destination = destination,
            HostSource = (byte*)given.host_source,
            HostDestination = (byte*)given.host_destination,
            SourceOffset = (long)given.source_offset,
            DestinationOffset = (long)given.destination_offset,
            Bytes = (long)given.bytes,
            Waits = new ReadOnlySpan<WaitPoint>(waits, (int)given.wait_count),
            Signals = timelines is null ? [] : timelines.Signals,
            Completion = new Completion(queue, given.ticket),
        });
    }

    private static DeviceBuffer? Side(Device device, tg_buffer* handle, void* host, ulong offset, ulong bytes, string what)
    {
        if (handle == null && (host != null || bytes == 0) && bytes <= long.MaxValue)
            return null;
        if (handle == null || host != null)
            throw new PluginException(Status.InvalidArgument, "TG-P-7", $"a copy has one {what}: a buffer or host memory");
        var buffer = Handles.Buffers.Get((nuint)handle);
        if (buffer.Owner != device)
            throw new PluginException(Status.InvalidArgument, "TG-H-7", $"the {what} is a buffer of another device");
        if (offset > (ulong)buffer.Bytes || bytes > (ulong)buffer.Bytes - offset)
            throw new PluginException(Status.InvalidArgument, "TG-P-28", $"{bytes} bytes at offset {offset} are not within the {what} of {buffer.Bytes}");
        return buffer;
    }
}
