// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>Enumeration, options and opening.</summary>
internal static unsafe class DeviceCases
{
    public static ContractCase[] All { get; } =
    [
        new("device/description-repeatable", ["TG-P-10"], ContractCase.Nothing, Repeatable),
        new("device/index-past-the-end", ["TG-P-11"], ContractCase.Nothing, PastTheEnd),
        new("device/option-unknown", ["TG-P-14"], ContractCase.Nothing, OptionUnknown),
        new("device/hint-unknown", ["TG-P-14"], ContractCase.Nothing, HintUnknown),
        Refused("device/open-index-unknown", "an index past the end", "TG-P-11", Tg.TG_NOT_FOUND, (open, _) => open->index = uint.MaxValue),
        Refused("device/open-option-unknown", "an unknown option", "TG-P-14", Tg.TG_INVALID_ARGUMENT, (open, room) => open->options = RawOptions.One(room, RawOptions.Unknown)),
        Refused("device/open-without-queues", "no queue", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (open, _) => open->queue_count = 0),
        Refused("device/open-queues-null", "a list of queues that is NULL", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (open, _) => open->queues = null),
        Refused("device/open-queue-unknown", "a queue that the device does not describe", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (open, _) => open->queues->info = 1000),
        Refused("device/open-priority-unknown", "a priority that the queue does not have", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (open, _) => open->queues->priority = 1000),
        Refused("device/open-queue-stride-odd", "a stride of queues that is no multiple of 8", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (open, _) => open->queue_stride += 4),
        Refused("device/open-host-null", "no host", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (open, _) => open->host = null),
        new("device/open-many-queues", ["TG-P-8"], ContractCase.Nothing, ManyQueues),
    ];

    private delegate void OpenChange(tg_open* open, NativeRoom room);

    private static ContractCase Refused(string name, string what, string rule, int expected, OpenChange change) => new(name, [rule, "TG-P-15"], ContractCase.Nothing, (target, room) =>
    {
        var host = new RawHost(target, 1);
        var queue = room.Array(new tg_open_queue { ctx = (void*)host.Context(0), info = (uint)target.QueueInfo(0) });
        var open = new tg_open
        {
            size = (uint)sizeof(tg_open), index = (uint)target.Description.Index, host = host.Table, options = target.Options(room),
            queues = queue, queue_count = 1, queue_stride = (uint)sizeof(tg_open_queue),
        };
        change(&open, room);
        if (open.host == null && target.Library.Layer != null)
            throw new NotOffered("tg.layer/1", "a layer finds what it wraps through the host");
        var opened = new tg_opened { size = (uint)sizeof(tg_opened) };
        var status = target.Library.Api.device_open(&open, &opened, null);
        Broken.Unless(status == expected, rule, $"device_open with {what} answered {new Status(status)}, not {new Status(expected)}");
        Broken.Unless(opened.device == null, "TG-P-15", $"device_open with {what} answered {new Status(status)} and gave a device");
        using var device = new RawDevice(target, room, 1);
        device.Ledgers[0].Submit(default);
        device.Ledgers[0].Settle();
    });

    private static void Repeatable(RawTarget target, NativeRoom room)
    {
        var host = new RawHost(target, 1);
        tg_device_info first, again;
        var status = Describe(target, host, (uint)target.Description.Index, target.Options(room), &first);
        using var device = new RawDevice(target, room, 1);
        device.Ledgers[0].Submit(default);
        device.Ledgers[0].Settle();
        var second = Describe(target, host, (uint)target.Description.Index, target.Options(room), &again);
        Broken.Unless(status == Tg.TG_OK && second == Tg.TG_OK, "TG-P-10", $"device_info answered {new Status(status)}, then {new Status(second)}");
        Broken.Unless(new ReadOnlySpan<byte>(&first, sizeof(tg_device_info)).SequenceEqual(new ReadOnlySpan<byte>(&again, sizeof(tg_device_info))), "TG-P-10",
            "device_info told something else while the device was open");
    }

    private static void PastTheEnd(RawTarget target, NativeRoom room)
    {
        var host = new RawHost(target, 1);
        tg_device_info info;
        var end = 0u;
        while (end < 4096 && Describe(target, host, end, default, &info) == Tg.TG_OK)
            end++;
        foreach (var index in new[] { Math.Max(end, 1), end + 1, uint.MaxValue })
        {
            var status = Describe(target, host, index, default, &info);
            Broken.Unless(status == Tg.TG_NOT_FOUND, "TG-P-11", $"device_info({index}), past the end at {end}, answered {new Status(status)}, not NOT_FOUND");
        }
    }

    private static void OptionUnknown(RawTarget target, NativeRoom room)
    {
        var host = new RawHost(target, 1);
        using var device = new RawDevice(target, room, 1);
        tg_device_info info;
        var status = Describe(target, host, (uint)target.Description.Index, RawOptions.One(room, RawOptions.Unknown), &info, device.Error);
        Broken.Unless(status == Tg.TG_INVALID_ARGUMENT, "TG-P-14", $"device_info with the unknown option '{RawOptions.Unknown}' answered {new Status(status)}, not INVALID_ARGUMENT");
        Broken.Unless(device.Text.Contains(RawOptions.Unknown, StringComparison.Ordinal), "TG-P-14", $"device_info refused an unknown option and did not name it: '{device.Text}'");
    }

    private static void HintUnknown(RawTarget target, NativeRoom room)
    {
        var host = new RawHost(target, 1);
        using var device = new RawDevice(target, room, 1);
        tg_device_info info;
        var status = Describe(target, host, (uint)target.Description.Index, RawOptions.One(room, RawOptions.Hint), &info, device.Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-14", $"device_info with the unknown hint '{RawOptions.Hint}' answered {new Status(status)}: {device.Text}");
        using var native = new NativeGraph(ClaimedGraph.Of(device).Single);
        var hinted = RawQuery.Ask(device, native.Pointer, RawOptions.One(room, RawOptions.Hint));
        Broken.Unless(hinted.IsClaimed, "TG-P-14", $"with an unknown hint a claimed graph is answered {hinted}");
    }

    private static void ManyQueues(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 64);
        Broken.Unless(device.Queues is >= 1 and <= 64, "TG-P-8", $"of 64 queues offered device_open took {device.Queues}");
        foreach (var ledger in device.Ledgers)
            ledger.Submit(default);
        foreach (var ledger in device.Ledgers)
            ledger.Settle();
    }

    private static int Describe(RawTarget target, RawHost host, uint index, tg_options options, tg_device_info* info, tg_error* error = null)
    {
        *info = new tg_device_info { size = (uint)sizeof(tg_device_info) };
        var probe = new tg_probe { size = (uint)sizeof(tg_probe), index = index, host = host.Table, options = options };
        return target.Library.Api.device_info(&probe, info, error);
    }
}
