// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>
/// Work whose values tell what ran before it: cells of f32 and a program that writes to one cell the sum of two. Chains of it are exact.
/// Frees nothing by itself: see <see cref="Free"/>.
/// </summary>
internal sealed unsafe class RawWork
{
    private const int Elements = 64;
    private const int CellBytes = Elements * sizeof(float);
    private readonly RawDevice _device;
    private readonly NativeRoom _room;
    private readonly List<nint> _buffers = [];
    private readonly tg_program* _program;
    private readonly uint _alignment;
    private readonly ulong _scratchBytes;

    /// <exception cref="NotOffered">The device does not take Add of f32.</exception>
    public RawWork(RawDevice device, NativeRoom room)
    {
        (_device, _room) = (device, room);
        using var native = new NativeGraph(Sum());
        tg_support support = default;
        var query = new tg_query { size = (uint)sizeof(tg_query), graph = native.Pointer, support = &support, support_stride = (uint)sizeof(tg_support) };
        var status = device.Api.graph_query(device.Handle, &query, device.Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-33", $"graph_query answered {new Status(status)}: {device.Text}");
        if (support.verdict is not (Tg.TG_YES or Tg.TG_SLOW))
            throw new NotOffered("query.Op", "the device does not take Add of f32, with which these cases work");
        var graph = native.Pointer;
        var desc = new tg_program_desc { size = (uint)sizeof(tg_program_desc), graphs = &graph, graph_count = 1 };
        tg_program* program = null;
        status = device.Api.program_create(device.Handle, &desc, &program, device.Error);
        Broken.Unless(status == Tg.TG_OK && program != null, "TG-P-31", $"claimed, then not compiled: {new Status(status)}: {device.Text}");
        _program = program;
        var info = new tg_program_info { size = (uint)sizeof(tg_program_info) };
        var ask = new tg_program_query { size = (uint)sizeof(tg_program_query) };
        status = device.Api.program_info(program, &ask, &info, device.Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-35", $"program_info answered {new Status(status)}: {device.Text}");
        for (var i = 0u; i < info.arg_count; i++)
        {
            var argument = (tg_arg_info*)((byte*)info.args + i * info.arg_stride);
            _alignment = Math.Max(_alignment, argument->alignment);
            _scratchBytes = argument->role == Tg.TG_ROLE_SCRATCH ? argument->bytes : _scratchBytes;
        }
        HasScratch = info.arg_count == 4;
    }

    private bool HasScratch { get; }

    /// <summary>Sum of two cells; this object's.</summary>
    public tg_program* Program => _program;

    /// <summary>A cell whose elements all are <paramref name="value"/>.</summary>
    public tg_buffer* Cell(float value)
    {
        var cell = Buffer(CellBytes);
        _device.Access(cell, Tg.TG_MAP_WRITE | Tg.TG_MAP_DISCARD, CellBytes, bytes => MemoryMarshal.Cast<byte, float>(bytes).Fill(value));
        return cell;
    }

    /// <summary>The value of a cell that nothing pending writes.</summary>
    /// <param name="cell">Every element of it was written with one value.</param>
    /// <param name="rule">What is broken when its elements differ.</param>
    /// <exception cref="Broken">They do.</exception>
    public float Read(tg_buffer* cell, string rule)
    {
        var values = new float[Elements];
        _device.Access(cell, Tg.TG_MAP_READ, CellBytes, bytes => MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values));
        Broken.Unless(values.All(value => value.Equals(values[0])), rule, $"the elements of a sum of equal numbers differ: {values.Min()} to {values.Max()}");
        return values[0];
    }

    /// <summary>A submission of sum = a + b, without ticket and queue. Its memory is the case's.</summary>
    public tg_execute Add(tg_buffer* a, tg_buffer* b, tg_buffer* sum)
    {
        var args = HasScratch
            ? _room.Array(Whole(a, CellBytes), Whole(b, CellBytes), Whole(sum, CellBytes), Whole(Buffer(_scratchBytes), _scratchBytes))
            : _room.Array(Whole(a, CellBytes), Whole(b, CellBytes), Whole(sum, CellBytes));
        return new tg_execute { size = (uint)sizeof(tg_execute), program = _program, args = args, arg_count = HasScratch ? 4u : 3u, arg_stride = (uint)sizeof(tg_arg) };
    }

    /// <summary>The same, after a ticket of another queue.</summary>
    public tg_execute After(tg_execute desc, int queue, ulong ticket)
    {
        desc.waits = _room.Array(new tg_sync { value = ticket, queue = (uint)queue });
        desc.wait_count = 1;
        desc.wait_stride = (uint)sizeof(tg_sync);
        return desc;
    }

    /// <summary>Frees all of it. Nothing pending uses it.</summary>
    public void Free()
    {
        foreach (var buffer in _buffers)
            Broken.Unless(_device.Free((tg_buffer*)buffer) == Tg.TG_OK, "TG-P-22", $"buffer_free: {_device.Text}");
        var release = RawDevice.Release();
        Broken.Unless(_device.Api.program_destroy(_program, &release, _device.Error) == Tg.TG_OK, "TG-P-22", $"program_destroy: {_device.Text}");
    }

    private tg_buffer* Buffer(ulong bytes)
    {
        var buffer = _device.Alloc(bytes, _alignment > _device.Description.BufferAlignment ? _alignment : 0);
        _buffers.Add((nint)buffer);
        return buffer;
    }

    private static tg_arg Whole(tg_buffer* buffer, ulong bytes) => new() { buffer = buffer, bytes = bytes };

    private static Tengen.Graph.Graph Sum()
    {
        var builder = new GraphBuilder("sum");
        var a = builder.Input("a", DType.Float32, new Shape(Elements));
        var b = builder.Input("b", DType.Float32, new Shape(Elements));
        var sum = builder.Value("sum", DType.Float32, new Shape(Elements));
        builder.Node("Add", 14, [a, b], [sum]);
        builder.Output(sum);
        return builder.Build();
    }
}
