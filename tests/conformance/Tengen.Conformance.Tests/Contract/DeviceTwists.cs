// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Conformance.Contract;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>Enumeration, options, opening and errors gone wrong.</summary>
internal static unsafe class DeviceTwists
{
    public static IEnumerable<Planted> All =>
    [
        new("the description changes", "device/description-repeatable", "TG-P-10", Changing),
        new("an index far past the end is malformed", "device/index-past-the-end", "TG-P-11", () => At("device_info", (call, pass) => ((tg_probe*)call.Desc)->index == uint.MaxValue ? Tg.TG_INVALID_ARGUMENT : pass())),
        new("unknown options are taken", "device/option-unknown", "TG-P-14", () => At("device_info", (call, pass) => { ((tg_probe*)call.Desc)->options = default; return pass(); })),
        new("an unknown option is not named", "device/option-unknown", "TG-P-14", () => Silent("device_info")),
        new("hints are options", "device/hint-unknown", "TG-P-14", () => At("device_info", (call, pass) => ((tg_probe*)call.Desc)->options.count > 0 ? Tg.TG_INVALID_ARGUMENT : pass())),
        .. DeviceCases.All.Where(item => item.Name.StartsWith("device/open-", StringComparison.Ordinal) && item.Name != "device/open-many-queues").Select(item =>
            new Planted($"opens in spite of {item.Name["device/open-".Length..]}", item.Name, item.Rules[0], () => At("device_open", (_, pass) => pass() is var status && status < 0 ? Tg.TG_OK : status))),
        new("a device opens without queues", "device/open-many-queues", "TG-P-8", () => At("device_open", (call, pass) => { var status = pass(); ((tg_opened*)call.Out)->queue_count = 65; return status; })),
        new("errors say nothing", "errors/have-a-text", "TG-P-16", () => Silent(null)),
        new("a text fills its room to the last byte", "errors/fit-in-their-room", "TG-P-8", () => AfterError((error, _) => new Span<byte>(error->text, (int)error->text_capacity).Fill((byte)'x'))),
        new("a text is longer than its room", "errors/fit-in-their-room", "TG-P-8", () => AfterError((error, _) => { if (error->text_capacity < 32) error->text[error->text_capacity] = 0; })),
        new("without an error nothing is wrong", "errors/without-room", "TG-P-8", () => new Twist { Any = (call, pass) => pass() is var status && status < 0 && call is { Error: 0, Desc: 0 } ? Tg.TG_OK : status }),
        new("success has a number", "errors/untouched-on-success", "TG-P-8", () => new Twist { Any = (call, pass) =>
        {
            var status = pass();
            if (status == Tg.TG_OK && call.Error != 0)
                ((tg_error*)call.Error)->vendor_code = 1;
            return status;
        } }),
    ];

    private delegate void ErrorTwist(tg_error* error, int status);

    private static Twist At(string slot, SlotTwist twist) => new() { Any = (call, pass) => call.Slot == slot ? twist(call, pass) : pass() };

    private static Twist Silent(string? slot) => new() { Any = (call, pass) =>
    {
        var status = pass();
        if (status < 0 && call.Error != 0 && (slot is null || call.Slot == slot))
            *((tg_error*)call.Error)->text = 0;
        return status;
    } };

    private static Twist AfterError(ErrorTwist change) => new() { Any = (call, pass) =>
    {
        var status = pass();
        if (status < 0 && call.Error != 0 && ((tg_error*)call.Error)->text_capacity is > 0 and < 32)
            change((tg_error*)call.Error, status);
        return status;
    } };

    private static Twist Changing()
    {
        var asked = 0ul;
        return At("device_info", (call, pass) =>
        {
            var status = pass();
            ((tg_device_info*)call.Out)->memory_bytes = ++asked;
            return status;
        });
    }
}
