// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>tg_error: every error says why, in the room it was given and no further; a success leaves it alone.</summary>
internal static unsafe class ErrorCases
{
    private const byte Poison = 0xA5;

    public static ContractCase[] All { get; } =
    [
        new("errors/have-a-text", ["TG-P-16"], ContractCase.Nothing, HaveAText),
        new("errors/fit-in-their-room", ["TG-P-8"], ContractCase.Nothing, FitInTheirRoom),
        new("errors/without-room", ["TG-P-8"], ContractCase.Nothing, WithoutRoom),
        new("errors/untouched-on-success", ["TG-P-8"], ContractCase.Nothing, UntouchedOnSuccess),
    ];

    private static void HaveAText(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        foreach (var (slot, call) in Failing(device, room))
        {
            var error = device.NewError();
            var status = call((nint)error);
            Broken.Unless(status < 0, "TG-P-7", $"{slot} took a descriptor that is NULL: {new Status(status)}");
            Broken.Unless(*error->text != 0, "TG-P-16", $"{slot} answered {new Status(status)} and no text, though there was room for one");
        }
    }

    private static void FitInTheirRoom(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        foreach (var capacity in new uint[] { 1, 2, 5, 16 })
            foreach (var (slot, call) in Failing(device, room))
            {
                byte* text = room.Bytes(64), rule = room.Bytes(64);
                new Span<byte>(text, 64).Fill(Poison);
                new Span<byte>(rule, 64).Fill(Poison);
                var error = room.Array(new tg_error { size = (uint)sizeof(tg_error), text = text, text_capacity = capacity, rule = rule, rule_capacity = capacity });
                call((nint)error);
                foreach (var given in new[] { (nint)text, (nint)rule })
                {
                    Broken.Unless(new Span<byte>((void*)given, (int)capacity).Contains((byte)0), "TG-P-8", $"{slot} left an error's text of {capacity} bytes without its end");
                    Broken.Unless(!new Span<byte>((byte*)given + capacity, 64 - (int)capacity).ContainsAnyExcept(Poison), "TG-P-8", $"{slot} wrote behind an error's room of {capacity} bytes");
                }
                Broken.Unless(error->size == (uint)sizeof(tg_error) && error->text == text && error->text_capacity == capacity, "TG-P-8", $"{slot} changed the caller's part of a tg_error");
            }
    }

    private static void WithoutRoom(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        foreach (var (slot, call) in Failing(device, room))
        {
            var bare = room.Array(new tg_error { size = (uint)sizeof(tg_error) });
            int with = call((nint)bare), without = call(0);
            Broken.Unless(with == without && with < 0, "TG-P-8", $"{slot} answered {new Status(with)} with an error that has no room, and {new Status(without)} without one");
        }
    }

    private static void UntouchedOnSuccess(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var text = room.Bytes(64);
        new Span<byte>(text, 64).Fill(Poison);
        var error = room.Array(new tg_error { size = (uint)sizeof(tg_error), text = text, text_capacity = 64, vendor_code = 77 });
        var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = 16 };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        var status = device.Api.buffer_alloc(device.Handle, &desc, &info, error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-15", $"buffer_alloc answered {new Status(status)}");
        var range = new tg_range { size = (uint)sizeof(tg_range), flags = Tg.TG_MAP_READ, bytes = 16 };
        void* pointer = null;
        Broken.Unless(device.Api.buffer_map(info.buffer, &range, &pointer, error) == Tg.TG_OK && device.Api.buffer_unmap(info.buffer, &range, error) == Tg.TG_OK, "TG-P-29", "a buffer could not be mapped and unmapped");
        var release = RawDevice.Release();
        Broken.Unless(device.Api.buffer_free(info.buffer, &release, error) == Tg.TG_OK, "TG-P-22", "buffer_free failed");
        Broken.Unless(error->vendor_code == 77 && !new Span<byte>(text, 64).ContainsAnyExcept(Poison), "TG-P-8", "a call that answered OK wrote to its tg_error");
    }

    /// <summary>Calls that must be refused, whatever else there is: their descriptor is NULL.</summary>
    private static (string Slot, Func<nint, int> Call)[] Failing(RawDevice device, NativeRoom room)
    {
        var info = room.Array(new tg_device_info { size = (uint)sizeof(tg_device_info) });
        var opened = room.Array(new tg_opened { size = (uint)sizeof(tg_opened) });
        var buffer = room.Array(new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) });
        var program = (tg_program**)room.Bytes(sizeof(tg_program*));
        return
        [
            ("buffer_alloc", error => device.Api.buffer_alloc(device.Handle, null, buffer, (tg_error*)error)),
            ("graph_query", error => device.Api.graph_query(device.Handle, null, (tg_error*)error)),
            ("program_create", error => device.Api.program_create(device.Handle, null, program, (tg_error*)error)),
            ("execute", error => device.Api.execute(device.Handle, null, (tg_error*)error)),
            ("device_close", error => device.Api.device_close(device.Handle, null, (tg_error*)error)),
            ("device_info", error => device.Api.device_info(null, info, (tg_error*)error)),
            ("device_open", error => device.Api.device_open(null, opened, (tg_error*)error)),
        ];
    }
}
