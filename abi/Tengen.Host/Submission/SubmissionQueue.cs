// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>
/// An in-order queue of a device. The host numbers its submissions and serialises the calls; any thread may submit and wait. Nothing is
/// locked while waiting, and no lock is taken by completions.
/// </summary>
public sealed unsafe partial class SubmissionQueue
{
    private const int StackArguments = 32;
    private const int StackWords = 256;
    private readonly Lock _calls;
    private ulong _last;

    internal SubmissionQueue(Device device, int number, QueueRequest request)
    {
        (Device, Number) = (device, number);
        MaxPending = request.Info < device.Description.Queues.Length ? device.Description.Queues[request.Info].MaxPending : 1;
        _calls = device.Gate ?? new Lock();
    }

    public Device Device { get; }

    /// <summary>The queue's number in submissions.</summary>
    public int Number { get; }

    public uint MaxPending { get; }

    /// <summary>Submits a program. A submission that the plugin refuses is a ticket that failed: see <see cref="Ticket.Poll"/>.</summary>
    /// <param name="program">The program, or null for a barrier.</param>
    /// <param name="arguments">In the program's order: inputs, outputs, scratch.</param>
    /// <param name="entry">The program's entry.</param>
    /// <param name="waits">See <see cref="Syncs.Waits"/>.</param>
    /// <exception cref="TengenException">The queue is full and nothing is pending (TG-P-20), or a wait was never submitted.</exception>
    public Ticket Submit(CompiledProgram? program, ReadOnlySpan<Argument> arguments, int entry = 0, params ReadOnlySpan<Ticket> waits) =>
        Submit(program, arguments, new Syncs { Waits = waits }, entry);

    /// <summary>The same, with timelines.</summary>
    public Ticket Submit(CompiledProgram? program, ReadOnlySpan<Argument> arguments, Syncs syncs, int entry = 0)
    {
        var mustDefer = IsOpen(syncs.Waits, "execute");
        lock (_calls)
        {
            var submission = new PendingSubmission(++_last);
            NativeArguments.Retain(submission, program, arguments, syncs);
            if (!mustDefer && CanSend(syncs.Waits))
            {
                Execute(submission, program, arguments, entry, syncs);
            }
            else
            {
                var (kept, waits, points, signals) = (arguments.ToArray(), syncs.Waits.ToArray(), syncs.TimelineWaits.ToArray(), syncs.Signals.ToArray());
                Defer(submission, waits, () => Execute(submission, program, kept, entry, new Syncs { Waits = waits, TimelineWaits = points, Signals = signals }));
            }
            GC.KeepAlive(program);
            return new Ticket(this, submission.Ticket);
        }
    }

    /// <summary>One submission to a device without ASYNC, which has ended when the call returns; throws what it failed with. The queue's calls are locked.</summary>
    internal void Blocking(tg_execute* desc)
    {
        desc->ticket = ++_last;
        var error = ErrorBuffer.Fresh();
        var status = Device.Api.execute(Device.Alive, desc, error);
        if (status == Tg.TG_BUSY)
            Device.Report("TG-P-20", $"queue {Number} of a device without ASYNC answered BUSY");
        if (status != Tg.TG_OK)
        {
            var submission = new PendingSubmission(desc->ticket);
            Begin(submission);
            Settle(submission, status, error);
            new Ticket(this, desc->ticket).Join();
        }
    }

    internal Lock Calls => _calls;

    /// <summary>Calls execute; for a dependent of a failed ticket with a barrier in its place (TG-H-11).</summary>
    private void Execute(PendingSubmission submission, CompiledProgram? program, ReadOnlySpan<Argument> arguments, int entry, Syncs syncs)
    {
        submission.Verdict = Failed(syncs.Waits);
        if (submission.Verdict is not null)
        {
            program = null;
            arguments = [];
        }
        var words = NativeArguments.Words(arguments);
        using var arena = new NativeArena();
        var natives = stackalloc tg_arg[Math.Min(arguments.Length, StackArguments)];
        var dims = stackalloc long[Math.Min(words, StackWords)];
        if (arguments.Length > StackArguments)
            natives = arena.Array<tg_arg>(arguments.Length);
        if (words > StackWords)
            dims = arena.Array<long>(words);
        NativeArguments.Fill(natives, dims, arguments);
        var waits = stackalloc tg_sync[syncs.Waits.Length + syncs.TimelineWaits.Length];
        var signals = stackalloc tg_sync[syncs.Signals.Length];
        var desc = new tg_execute
        {
            size = (uint)sizeof(tg_execute),
            program = program is null ? null : program.Handle,
            args = natives,
            waits = waits,
            signals = signals,
            ticket = submission.Ticket,
            queue = (uint)Number,
            entry = program is null ? 0 : (uint)entry,
            arg_count = (uint)arguments.Length,
            arg_stride = (uint)sizeof(tg_arg),
            wait_count = Native(submission, syncs, waits),
            wait_stride = (uint)sizeof(tg_sync),
            signal_count = NativeSyncs.Fill(syncs.Signals, signals),
            signal_stride = (uint)sizeof(tg_sync),
        };
        Send(submission, &desc, null);
    }

    /// <summary>Calls execute or copy until the queue has room, and takes in the answer.</summary>
    private void Send(PendingSubmission submission, tg_execute* execute, tg_copy* copy)
    {
        Begin(submission);
        while (true)
        {
            var before = CountOthers(submission);
            var error = ErrorBuffer.Fresh();
            var status = copy != null ? Device.Api.copy(Device.Alive, copy, error) : Device.Api.execute(Device.Alive, execute, error);
            if (status != Tg.TG_BUSY)
            {
                Settle(submission, status, error);
                return;
            }
            WaitForRoom(submission, before);
        }
    }
}
