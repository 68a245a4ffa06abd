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
    /// <param name="waits">Tickets of this device that must complete first. One that failed fails this submission too (TG-H-11).</param>
    /// <exception cref="TengenException">The queue is full and nothing is pending (TG-P-20), or a wait is of another device.</exception>
    public Ticket Submit(CompiledProgram? program, ReadOnlySpan<Argument> arguments, int entry = 0, params ReadOnlySpan<Ticket> waits)
    {
        var words = NativeArguments.Words(arguments);
        using var arena = new NativeArena();
        var natives = stackalloc tg_arg[Math.Min(arguments.Length, StackArguments)];
        var dims = stackalloc long[Math.Min(words, StackWords)];
        if (arguments.Length > StackArguments)
            natives = arena.Array<tg_arg>(arguments.Length);
        if (words > StackWords)
            dims = arena.Array<long>(words);
        NativeArguments.Fill(natives, dims, arguments);
        var desc = new tg_execute
        {
            size = (uint)sizeof(tg_execute),
            program = program is null ? null : program.Handle,
            args = natives,
            queue = (uint)Number,
            entry = (uint)entry,
            arg_count = (uint)arguments.Length,
            arg_stride = (uint)sizeof(tg_arg),
            wait_stride = (uint)sizeof(tg_sync),
            signal_stride = (uint)sizeof(tg_sync),
        };
        lock (_calls)
        {
            var ticket = Tracked(ref desc, program, arguments, waits);
            GC.KeepAlive(program);
            return ticket;
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
            Settle(desc->ticket, status, error);
            new Ticket(this, desc->ticket).Join();
        }
    }

    internal Lock Calls => _calls;

    private Ticket Tracked(ref tg_execute desc, CompiledProgram? program, ReadOnlySpan<Argument> arguments, ReadOnlySpan<Ticket> waits)
    {
        var failure = Failed(waits);
        if (failure is not null)
            desc = Barrier();
        var syncs = stackalloc tg_sync[waits.Length];
        desc.waits = syncs;
        desc.wait_count = failure is null ? Syncs(waits, syncs) : 0;
        var ticket = desc.ticket = ++_last;
        var submission = new PendingSubmission(ticket, Device.NextSequence(), waits.ToArray(), failure);
        if (failure is null)
            NativeArguments.Retain(submission, program, arguments);
        fixed (tg_execute* pointer = &desc)
            return Send(submission, pointer, null);
    }

    /// <summary>Calls execute or copy until the queue has room, and takes in the answer.</summary>
    private Ticket Send(PendingSubmission submission, tg_execute* execute, tg_copy* copy)
    {
        Begin(submission);
        while (true)
        {
            var error = ErrorBuffer.Fresh();
            var status = copy != null ? Device.Api.copy(Device.Alive, copy, error) : Device.Api.execute(Device.Alive, execute, error);
            if (status != Tg.TG_BUSY)
            {
                Settle(submission.Ticket, status, error);
                return new Ticket(this, submission.Ticket);
            }
            WaitForRoom(submission.Ticket);
        }
    }

    private tg_execute Barrier() => new()
    {
        size = (uint)sizeof(tg_execute),
        queue = (uint)Number,
        arg_stride = (uint)sizeof(tg_arg),
        wait_stride = (uint)sizeof(tg_sync),
        signal_stride = (uint)sizeof(tg_sync),
    };
}
