// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// A program of the claimed graph, with a buffer for every argument and room behind each. What it computes is not judged; that it writes, and that
/// it writes the same again, is.
/// </summary>
internal sealed unsafe class ClaimedWork
{
    private const ulong Behind = 256;
    private readonly RawDevice _device;
    private readonly NativeRoom _room;
    private readonly List<nint> _buffers = [];

    /// <exception cref="NotOffered">The device claims no graph that these cases can work with.</exception>
    public ClaimedWork(RawDevice device, NativeRoom room, Graph? graph = null)
        : this(device, room, Compile(device, graph ?? ClaimedGraph.Of(device).Single)) { }

    /// <param name="program">Made from a form of the claimed graph.</param>
    public ClaimedWork(RawDevice device, NativeRoom room, tg_program* program)
    {
        (_device, _room) = (device, room);
        Program = program;
        var claimed = ClaimedGraph.Of(device);
        Info = Describe(device, program);
        for (var i = 0u; i < Info.arg_count; i++)
        {
            var argument = Argument(i);
            _buffers.Add((nint)device.Alloc(argument->bytes + Behind, argument->alignment > device.Description.BufferAlignment ? argument->alignment : 0, argument->buffer_flags));
            if (i < Info.input_count && i < claimed.Inputs.Length && (ulong)claimed.Inputs[(int)i].Bytes == argument->bytes)
                Write(i, claimed.Inputs[(int)i].AsBytes());
        }
    }

    public tg_program* Program { get; }

    public tg_program_info Info { get; }

    public tg_buffer* Buffer(uint argument) => (tg_buffer*)_buffers[(int)argument];

    public tg_arg_info* Argument(uint index) => (tg_arg_info*)((byte*)Info.args + index * Info.arg_stride);

    /// <summary>The first output's number among the arguments.</summary>
    public uint FirstOutput => Info.input_count;

    public static tg_program_info Describe(RawDevice device, tg_program* program)
    {
        var info = new tg_program_info { size = (uint)sizeof(tg_program_info) };
        var ask = new tg_program_query { size = (uint)sizeof(tg_program_query) };
        var status = device.Api.program_info(program, &ask, &info, device.Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-35", $"program_info answered {new Status(status)}: {device.Text}");
        return info;
    }

    /// <summary>A submission of the program, without ticket and queue. Its memory is the case's and may be changed.</summary>
    public tg_execute Submission()
    {
        var args = (tg_arg*)_room.Bytes(sizeof(tg_arg) * (int)Info.arg_count);
        for (var i = 0u; i < Info.arg_count; i++)
            args[i] = new tg_arg { buffer = Buffer(i), bytes = Argument(i)->bytes };
        return new tg_execute { size = (uint)sizeof(tg_execute), program = Program, args = args, arg_count = Info.arg_count, arg_stride = (uint)sizeof(tg_arg) };
    }

    /// <summary>Submits and waits; nothing else is pending.</summary>
    public void Run(TicketLedger ledger, string rule)
    {
        var ticket = ledger.Submit(Submission());
        ledger.Settle();
        var outcome = ledger.Pending.Contains(ticket) ? ledger.Outcome(ticket) : Tg.TG_OK;
        Broken.Unless(outcome is Tg.TG_OK or null, rule, $"a submission that fits its program was reported {new Status(outcome ?? 0)}");
    }

    public byte[] Read(uint argument)
    {
        var read = new byte[Argument(argument)->bytes];
        _device.Access(Buffer(argument), Tg.TG_MAP_READ, read.Length, bytes => bytes.CopyTo(read));
        return read;
    }

    public void Write(uint argument, ReadOnlySpan<byte> content)
    {
        var copy = content.ToArray();
        _device.Access(Buffer(argument), Tg.TG_MAP_WRITE, copy.Length, bytes => copy.CopyTo(bytes));
    }

    /// <summary>Gives the inputs values of their own, where the claimed graph takes any.</summary>
    public void Fill(int salt)
    {
        for (var i = 0u; i < Info.input_count; i++)
            if (ClaimedGraph.Of(_device).Values((int)i, salt) is { } values)
                Write(i, values);
    }

    /// <summary>Fills the outputs.</summary>
    public void Poison(byte with)
    {
        for (var i = FirstOutput; i < FirstOutput + Info.output_count; i++)
            Write(i, [.. Enumerable.Repeat(with, (int)Argument(i)->bytes)]);
    }

    public byte[][] Outputs() => [.. Enumerable.Range((int)FirstOutput, (int)Info.output_count).Select(output => Read((uint)output))];

    /// <summary>Frees all of it. Nothing pending uses it.</summary>
    public void Free()
    {
        FreeBuffers();
        Destroy(_device, Program);
    }

    /// <summary>Frees all but the program.</summary>
    public void FreeBuffers()
    {
        foreach (var buffer in _buffers)
            Broken.Unless(_device.Free((tg_buffer*)buffer) == Tg.TG_OK, "TG-P-22", $"buffer_free: {_device.Text}");
    }

    private static tg_program* Compile(RawDevice device, Graph graph)
    {
        using var native = new NativeGraph(graph);
        var status = RawQuery.Create(device, native.Pointer, out var program);
        Broken.Unless(status == Tg.TG_OK && program != null, "TG-P-31", $"claimed, then not compiled: {new Status(status)}: {device.Text}");
        return program;
    }

    public static void Destroy(RawDevice device, tg_program* program)
    {
        var release = RawDevice.Release();
        var status = device.Api.program_destroy(program, &release, device.Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-22", $"program_destroy answered {new Status(status)}: {device.Text}");
    }
}
