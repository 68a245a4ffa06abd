// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Plugin;

/// <summary>A submission that outlives its call: arguments, dims and strides in memory of its own, used again for the next one.</summary>
internal sealed unsafe class StoredSubmission
{
    private Program? _program;
    private StoredCopy? _copy;
    private OptionSet _options = OptionSet.Empty;
    private byte* _block;
    private nuint _capacity;
    private int _arguments;
    private int _waits;
    private int _inputs;
    private int _outputs;
    private int _entry;
    private int _queue;

    public ulong Ticket { get; private set; }

    public Completion Completion { get; private set; }

    public bool IsCancelled { get; private set; }

    private Argument* Arguments => (Argument*)_block;

    private WaitPoint* Waits => (WaitPoint*)(Arguments + _arguments);

    public void Store(Program? program, in Submission submission)
    {
        _program = program;
        _options = submission.Options;
        (_entry, _queue, Ticket, Completion) = (submission.Entry, submission.Queue, submission.Ticket, submission.Completion);
        (_inputs, _outputs) = (submission.InputCount, submission.OutputCount);
        _arguments = submission.Arguments.Length;
        _waits = submission.Waits.Length;
        Reserve(submission.Arguments);
        submission.Arguments.CopyTo(new Span<Argument>(Arguments, _arguments));
        submission.Waits.CopyTo(new Span<WaitPoint>(Waits, _waits));
        var room = (long*)(Waits + _waits);
        for (var i = 0; i < _arguments; i++)
            Settle(ref Arguments[i], ref room);
    }

    public void Store(in CopySubmission copy)
    {
        _copy = new StoredCopy(in copy);
        (Ticket, Completion, _arguments, _waits) = (copy.Ticket, copy.Completion, 0, copy.Waits.Length);
        Reserve([]);
        copy.Waits.CopyTo(new Span<WaitPoint>(Waits, _waits));
    }

    public void WaitFor(Device device)
    {
        for (var i = 0; i < _waits; i++)
            if (Waits[i].Timeline is { } timeline)
                timeline.WaitFor(Waits[i].Value, this);
            else
                device.State.Queues[Waits[i].Queue].WaitFor(Waits[i].Value);
    }

    /// <summary>Keeps it from starting, and ends its waits for timelines.</summary>
    public void Cancel()
    {
        IsCancelled = true;
        for (var i = 0; i < _waits; i++)
            Waits[i].Timeline?.Wake();
    }

    public void Run(Device device)
    {
        if (_copy is { } copy)
            device.Transfer(copy.Ready);
        else
            _program?.Execute(Submission);
    }

    private Submission Submission => new()
    {
        Entry = _entry,
        Queue = _queue,
        Ticket = Ticket,
        Arguments = new ReadOnlySpan<Argument>(Arguments, _arguments),
        InputCount = _inputs,
        OutputCount = _outputs,
        Waits = new ReadOnlySpan<WaitPoint>(Waits, _waits),
        Options = _options,
        Completion = Completion,
    };

    public void Clear()
    {
        _program = null;
        _copy = null;
        IsCancelled = false;
    }

    public void Free()
    {
        NativeMemory.Free(_block);
        _block = null;
        _capacity = 0;
    }

    private void Reserve(ReadOnlySpan<Argument> arguments)
    {
        var needed = (nuint)_arguments * (nuint)sizeof(Argument) + (nuint)_waits * (nuint)sizeof(WaitPoint);
        foreach (ref readonly var argument in arguments)
            needed += (nuint)argument.Rank * 2 * sizeof(long);
        if (needed <= _capacity)
            return;
        Free();
        _block = (byte*)NativeMemory.Alloc(needed);
        _capacity = needed;
    }

    private static void Settle(ref Argument argument, ref long* room)
    {
        argument.Dims.CopyTo(new Span<long>(room, argument.Rank));
        argument.DimsPointer = room;
        room += argument.Rank;
        if (argument.StridesPointer != null)
        {
            argument.Strides.CopyTo(new Span<long>(room, argument.Rank));
            argument.StridesPointer = room;
            room += argument.Rank;
        }
        if (argument.Kind == ArgumentKind.Immediate)
            argument.Pointer = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref argument.Word);
    }
}
