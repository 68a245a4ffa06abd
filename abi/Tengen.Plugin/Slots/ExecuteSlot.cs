// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>execute</c>: the hot path. Nothing is allocated for a program of up to some thirty arguments.</summary>
internal static unsafe class ExecuteSlot
{
    private const int StackBytes = 4096;
    private const int MaxWaits = 1024;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Execute(tg_device* handle, tg_execute* desc, tg_error* error)
    {
        try
        {
            var device = Handles.Devices.Get((nuint)handle);
            var given = Wire.Read(desc, "tg_execute");
            Wire.Zero(given.flags, "tg_execute.flags");
            var queue = QueueOf(device.State, given.queue);
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

    public static TicketQueue QueueOf(DeviceState state, uint queue) => queue < state.Queues.Length
        ? state.Queues[queue]
        : throw NoQueue(queue, state.Queues.Length);

    private static int Run(Device device, in tg_execute given, TicketQueue queue)
    {
        queue.Spend(given.ticket);
        var start = given.timing == null ? 0 : Clock.Now;
        if (Noticing(device, in given, queue) != Submitted.Done)
            throw new InvalidOperationException("A device without DeviceFlags.Async answered Pending.");
        queue.Accept(given.ticket);
        if (given.timing != null)
            Clock.Write(given.timing, start, Clock.Now);
        return Tg.TG_OK;
    }

    private static int Enqueue(Device device, in tg_execute given, TicketQueue queue, tg_error* error)
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

    /// <summary>A backend that throws DEVICE_LOST has lost the device for everybody.</summary>
    private static Submitted Noticing(Device device, in tg_execute given, TicketQueue queue)
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

    [SkipLocalsInit]
    private static Submitted Submit(Device device, in tg_execute given, TicketQueue queue)
    {
        device.State.ThrowIfLost();
        var program = given.program == null ? null : Handles.Programs.Get((nuint)given.program);
        var entry = program is null ? null : EntryOf(program, device, given.entry);
        var count = entry is null ? 0 : entry.Rules.Length;
        if (given.arg_count != (uint)count)
            throw WrongCount(given.arg_count, entry, count);
        if (Math.Max(given.wait_count, given.signal_count) > MaxWaits)
            throw TooManyWaits(Math.Max(given.wait_count, given.signal_count));
        var extents = entry is null ? 0 : entry.DynamicDims + entry.Symbols.Length;
        var bytes = ((nuint)count * (nuint)sizeof(Argument)) + ((nuint)extents * sizeof(long)) + (given.wait_count * (nuint)sizeof(WaitPoint));
        if (bytes > StackBytes)
            return SubmitLarge(device, program, entry, in given, queue, bytes);
        var room = stackalloc byte[StackBytes];
        return Submit(device, program, entry, in given, queue, room);
    }

    private static Submitted SubmitLarge(Device device, Program? program, EntryState? entry, in tg_execute given, TicketQueue queue, nuint bytes)
    {
        var room = (byte*)NativeMemory.Alloc(bytes);
        try
        {
            return Submit(device, program, entry, in given, queue, room);
        }
        finally
        {
            NativeMemory.Free(room);
        }
    }

    private static Submitted Submit(Device device, Program? program, EntryState? entry, in tg_execute given, TicketQueue queue, byte* room)
    {
        var state = device.State;
        var arguments = (Argument*)room;
        var count = (int)given.arg_count;
        var dims = (long*)(arguments + count);
        var waits = (WaitPoint*)dims;
        if (entry is not null)
        {
            var symbols = dims + entry.DynamicDims;
            waits = (WaitPoint*)(symbols + entry.Symbols.Length);
            ArgumentChecker.Resolve(state, entry, in given, arguments, dims, new Span<long>(symbols, entry.Symbols.Length));
        }
        var timelines = (given.wait_count | given.signal_count) == 0 ? null
            : SyncReader.Read(state, new(given.waits, given.wait_count, given.wait_stride), new(given.signals, given.signal_count, given.signal_stride), waits);
        if (timelines is not null)
            queue.Attach(timelines);
        return device.Submit(program, new Submission
        {
            Entry = (int)given.entry,
            Queue = (int)given.queue,
            Ticket = given.ticket,
            Arguments = new ReadOnlySpan<Argument>(arguments, count),
            InputCount = entry is null ? 0 : entry.InputCount,
            OutputCount = entry is null ? 0 : entry.OutputCount,
            Waits = new ReadOnlySpan<WaitPoint>(waits, (int)given.wait_count),
            Signals = timelines is null ? [] : timelines.Signals,
            Options = given.options == null ? OptionSet.Empty : OptionReader.Read(in *given.options, state.Backend.ExecuteOptions, "tg_execute.options"),
            Completion = new Completion(queue, given.ticket),
        });
    }

    private static PluginException WrongCount(uint given, EntryState? entry, int count) => new(
        Status.InvalidArgument, "TG-P-43", $"{given} arguments for {(entry is null ? "a barrier" : $"'{entry.Name}'")}, which takes {count}");

    private static PluginException TooManyWaits(uint given) => new(Status.InvalidArgument, "TG-H-12", $"{given} waits or signals; a submission takes {MaxWaits}");

    private static PluginException NoEntry(uint entry, int count) => new(Status.InvalidArgument, "TG-P-43", $"there is no entry {entry}, there are {count}");

    private static PluginException NoQueue(uint queue, int count) => new(Status.InvalidArgument, "TG-P-7", $"there is no queue {queue}, the device took {count}");

    private static EntryState EntryOf(Program program, Device device, uint entry)
    {
        var state = program.State;
        if (state.Device != device)
            throw new PluginException(Status.InvalidArgument, "TG-H-7", "the program is another device's");
        return entry < state.Entries.Length
            ? state.Entries[entry]
            : throw NoEntry(entry, state.Entries.Length);
    }
}
