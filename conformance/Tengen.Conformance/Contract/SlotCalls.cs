// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>A call that would succeed, over a descriptor of <see cref="Tg.TG_MAX_SIZE"/> bytes of room.</summary>
/// <param name="Call">Makes it with the descriptor at the address given.</param>
/// <param name="Undo">What a success asks for, or null where no success is tried.</param>
/// <param name="Made">The handle that the last call gave; null where the slot gives none.</param>
/// <param name="Answer">What the last success answered, to be compared with another one; null where there is nothing to compare.</param>
internal sealed record SlotAttempt(Func<nint, int> Call, Action? Undo, Func<nint>? Made = null, Func<string>? Answer = null);

/// <summary>A call of every slot whose descriptor is a struct.</summary>
/// <param name="Name">Of the slot.</param>
/// <param name="Least">Size of its descriptor in 1.0.</param>
/// <param name="HasFlags">The second word of the descriptor is flags.</param>
/// <param name="Prepare">Makes the call, with the objects it is about.</param>
/// <param name="Needs">Why a device cannot be asked, or null.</param>
internal sealed unsafe record SlotCalls(string Name, uint Least, bool HasFlags, Func<RawDevice, NativeRoom, nint, SlotAttempt> Prepare, Func<RawTarget, string?> Needs)
{
    public static SlotCalls[] All { get; } =
    [
        Of("device-info", Sizes.Least<tg_probe>(), false, (device, room, desc) =>
        {
            *(tg_probe*)desc = new tg_probe { size = (uint)sizeof(tg_probe), index = (uint)device.Description.Index, host = device.Host.Table, options = device.Target.Options(room) };
            return new(from => { var info = new tg_device_info { size = (uint)sizeof(tg_device_info) }; return device.Api.device_info((tg_probe*)from, &info, device.Error); }, Nothing);
        }),
        Of("device-open", Sizes.Least<tg_open>(), false, Open),
        Of("device-close", Sizes.Least<tg_release>(), true, (device, _, desc) => Release(desc, from => device.Api.device_close(device.Handle, (tg_release*)from, device.Error), null)),
        Of("buffer-alloc", Sizes.Least<tg_buffer_desc>(), true, (device, _, desc) =>
        {
            tg_buffer* made = null;
            *(tg_buffer_desc*)desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = 64 };
            return new(from =>
            {
                var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
                var status = device.Api.buffer_alloc(device.Handle, (tg_buffer_desc*)from, &info, device.Error);
                made = info.buffer;
                return status;
            }, () => device.Free(made), () => (nint)made);
        }),
        Of("buffer-free", Sizes.Least<tg_release>(), true, (device, _, desc) =>
        {
            var buffer = device.Alloc(64);
            return Release(desc, from => device.Api.buffer_free(buffer, (tg_release*)from, device.Error), Nothing);
        }),
        Of("buffer-map", Sizes.Least<tg_range>(), true, (device, _, desc) =>
        {
            var buffer = device.Alloc(64);
            *(tg_range*)desc = Range();
            return new(from => { void* pointer = null; return device.Api.buffer_map(buffer, (tg_range*)from, &pointer, device.Error); }, () => device.Free(buffer));
        }),
        Of("buffer-unmap", Sizes.Least<tg_range>(), true, (device, _, desc) =>
        {
            var buffer = device.Alloc(64);
            var range = Range();
            void* pointer = null;
            Broken.Unless(device.Api.buffer_map(buffer, &range, &pointer, device.Error) == Tg.TG_OK, "TG-P-29", $"buffer_map: {device.Text}");
            *(tg_range*)desc = range;
            return new(from => device.Api.buffer_unmap(buffer, (tg_range*)from, device.Error), () => device.Free(buffer));
        }),
        Of("graph-query", Sizes.Least<tg_query>(), true, (device, room, desc) =>
        {
            var native = Native(device, room);
            var support = room.Array(new tg_support());
            *(tg_query*)desc = new tg_query { size = (uint)sizeof(tg_query), graph = native.Pointer, support = support, support_stride = (uint)sizeof(tg_support) };
            return new(from => device.Api.graph_query(device.Handle, (tg_query*)from, device.Error), native.Dispose, null, () => $"verdict {support->verdict}");
        }),
        Of("program-create", Sizes.Least<tg_program_desc>(), true, (device, room, desc) =>
        {
            var native = Native(device, room);
            tg_program* made = null;
            var graphs = (tg_graph**)room.Bytes(sizeof(tg_graph*));
            graphs[0] = native.Pointer;
            *(tg_program_desc*)desc = new tg_program_desc { size = (uint)sizeof(tg_program_desc), graphs = graphs, graph_count = 1 };
            return new(from => { tg_program* program = null; var status = device.Api.program_create(device.Handle, (tg_program_desc*)from, &program, device.Error); made = program; return status; },
                () => { ClaimedWork.Destroy(device, made); native.Dispose(); }, () => (nint)made, () => Results(device, room, made));
        }),
        Of("program-destroy", Sizes.Least<tg_release>(), true, (device, room, desc) =>
        {
            var program = Compiled(device, room);
            return Release(desc, from => device.Api.program_destroy(program, (tg_release*)from, device.Error), Nothing);
        }),
        Of("program-info", Sizes.Least<tg_program_query>(), false, (device, room, desc) =>
        {
            var program = Compiled(device, room);
            *(tg_program_query*)desc = new tg_program_query { size = (uint)sizeof(tg_program_query) };
            return new(from => { var info = new tg_program_info { size = (uint)sizeof(tg_program_info) }; return device.Api.program_info(program, (tg_program_query*)from, &info, device.Error); },
                () => ClaimedWork.Destroy(device, program));
        }),
        Of("copy", Sizes.Least<tg_copy>(), true, (device, _, desc) =>
        {
            *(tg_copy*)desc = new tg_copy { size = (uint)sizeof(tg_copy), ticket = 1 };
            return new(from => device.Api.copy(device.Handle, (tg_copy*)from, device.Error), null);
        }, target => target.Library.Api.copy != null ? null : "the device offers no copy"),
        Of("wait", Sizes.Least<tg_ticket>(), false, (device, _, desc) => Ticket(device, desc, from => device.Api.wait(device.Handle, (tg_ticket*)from, device.Error), Nothing),
            target => target.Library.Api.wait != null ? null : "the device offers no wait"),
        Of("cancel", Sizes.Least<tg_ticket>(), false, (device, _, desc) => Ticket(device, desc, from => device.Api.cancel(device.Handle, (tg_ticket*)from, device.Error), null),
            target => target.Library.Api.cancel != null ? null : "the device offers no cancel"),
        Of("device-stats", Sizes.Least<tg_stats_query>(), true, (device, _, desc) =>
        {
            if (device.Live() is null)
                throw new NotOffered("device_stats", "the device does not count");
            *(tg_stats_query*)desc = new tg_stats_query { size = (uint)sizeof(tg_stats_query) };
            return new(from => { var stats = new tg_stats { size = (uint)sizeof(tg_stats) }; return device.Api.device_stats(device.Handle, (tg_stats_query*)from, &stats, device.Error); }, Nothing);
        }),
    ];

    private static SlotCalls Of(string name, uint least, bool hasFlags, Func<RawDevice, NativeRoom, nint, SlotAttempt> prepare, Func<RawTarget, string?>? needs = null) =>
        new(name, least, hasFlags, prepare, needs ?? ContractCase.Nothing);

    private static void Nothing()
    {
    }

    private static tg_range Range() => new() { size = (uint)sizeof(tg_range), flags = Tg.TG_MAP_READ, bytes = 64 };

    private static SlotAttempt Release(nint desc, Func<nint, int> call, Action? undo)
    {
        *(tg_release*)desc = RawDevice.Release();
        return new(call, undo);
    }

    private static SlotAttempt Ticket(RawDevice device, nint desc, Func<nint, int> call, Action? undo)
    {
        var ticket = device.Ledgers[0].Submit(default);
        device.Ledgers[0].Settle();
        *(tg_ticket*)desc = new tg_ticket { size = (uint)sizeof(tg_ticket), ticket = ticket };
        return new(call, undo);
    }

    /// <summary>The case's device is closed first: some can be opened only once.</summary>
    private static SlotAttempt Open(RawDevice device, NativeRoom room, nint desc)
    {
        Broken.Unless(device.Close() == Tg.TG_OK, "TG-P-23", $"device_close: {device.Text}");
        var queue = room.Array(new tg_open_queue { info = (uint)device.Target.QueueInfo(0) });
        *(tg_open*)desc = new tg_open
        {
            size = (uint)sizeof(tg_open), index = (uint)device.Description.Index, host = device.Host.Table, options = device.Target.Options(room),
            queues = queue, queue_count = 1, queue_stride = (uint)sizeof(tg_open_queue),
        };
        tg_device* made = null;
        return new(from =>
        {
            var opened = new tg_opened { size = (uint)sizeof(tg_opened) };
            var status = device.Api.device_open((tg_open*)from, &opened, device.Error);
            made = opened.device;
            return status;
        }, () =>
        {
            var release = RawDevice.Release();
            Broken.Unless(device.Api.device_close(made, &release, device.Error) == Tg.TG_OK, "TG-P-23", $"device_close: {device.Text}");
        }, () => (nint)made);
    }

    private static string Results(RawDevice device, NativeRoom room, tg_program* program)
    {
        var work = new ClaimedWork(device, room, program);
        work.Run(device.Ledgers[0], "TG-P-31");
        var results = string.Join(' ', work.Outputs().Select(Convert.ToHexString));
        work.FreeBuffers();
        return results;
    }

    private static NativeGraph Native(RawDevice device, NativeRoom room) => new(ClaimedGraph.Of(device).Single);

    private static tg_program* Compiled(RawDevice device, NativeRoom room)
    {
        using var native = Native(device, room);
        var status = RawQuery.Create(device, native.Pointer, out var program);
        Broken.Unless(status == Tg.TG_OK, "TG-P-31", $"claimed, then not compiled: {new Status(status)}: {device.Text}");
        return program;
    }
}
