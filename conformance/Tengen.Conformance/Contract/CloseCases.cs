// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>The end of a device: idle, under load, with objects alive, and again.</summary>
internal static unsafe class CloseCases
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromMilliseconds(50);

    public static ContractCase[] All { get; } =
    [
        new("close/refused", ["TG-P-15", "TG-P-23"], ContractCase.Nothing, Refused),
        new("close/under-load", ["TG-P-23", "TG-P-18"], ContractCase.Async, UnderLoad),
        new("close/with-objects", ["TG-P-23", "TG-P-22"], ContractCase.Async, WithObjects),
        new("close/reopen", ["TG-P-39", "TG-P-18"], ContractCase.Nothing, Reopen),
    ];

    /// <summary>With nothing pending a refused close changes nothing.</summary>
    private static void Refused(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = device.Alloc(16);
        device.Ledgers[0].Submit(default);
        device.Ledgers[0].Settle();
        var status = device.Close();
        Broken.Unless(status == Tg.TG_WRONG_STATE, "TG-P-15", $"device_close while a buffer exists answered {new Status(status)}");
        device.Ledgers[0].Submit(default);
        device.Ledgers[0].Settle();
        Broken.Unless(device.Free(buffer) == Tg.TG_OK, "TG-P-22", $"buffer_free after a refused close: {device.Text}");
        status = device.Close();
        Broken.Unless(status == Tg.TG_OK, "TG-P-23", $"device_close answered {new Status(status)}: {device.Text}");
    }

    private static void UnderLoad(RawTarget target, NativeRoom room)
    {
        for (var round = 0; round < 10; round++)
        {
            var device = new RawDevice(target, room, 2);
            Load(device, round * 7);
            var status = device.Close();
            Broken.Unless(status == Tg.TG_OK, "TG-P-23", $"device_close with work pending and no object alive answered {new Status(status)}: {device.Text}");
            AllReported(device, "device_close");
        }
    }

    private static void WithObjects(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 2);
        var work = new RawWork(device, room);
        tg_buffer* one = work.Cell(1), kept = work.Cell(7), sum = work.Cell(0);
        var step = work.Add(one, one, sum);
        var most = (int)Math.Min(device.MaxPending(0), 64u);
        for (var i = 0; i < most; i++)
            device.Ledgers[0].Submit(step);
        var pending = device.Ledgers[0].Unreported() > 0;
        var status = device.Close();
        Broken.Unless(status == Tg.TG_WRONG_STATE, "TG-P-23", $"device_close while buffers and a program exist answered {new Status(status)}");
        AllReported(device, "device_close, though it answered WRONG_STATE");
        if (pending && device.Host.Reports(0).Any(report => new Status(report.Status).Class == StatusClass.Device))
        {
            status = device.Ledgers[0].Try(default);
            Broken.Unless(new Status(status).Class == StatusClass.Device, "TG-P-23", $"after device_close had ended pending work execute answered {new Status(status)}, not DEVICE_LOST");
        }
        var value = work.Read(kept, "TG-P-22");
        Broken.Unless(value.Equals(7f), "TG-P-22", $"a buffer of a lost device that nothing wrote read {value}, not 7");
        work.Free();
        status = device.Close();
        Broken.Unless(status == Tg.TG_OK, "TG-P-23", $"device_close after everything was freed answered {new Status(status)}: {device.Text}");
        Silence(device);
    }

    private static void Reopen(RawTarget target, NativeRoom room)
    {
        for (var round = 0; round < 12; round++)
        {
            using var device = new RawDevice(target, room, 1);
            device.Ledgers[0].Submit(default);
            device.Ledgers[0].Settle();
        }
    }

    private static void Load(RawDevice device, int more)
    {
        foreach (var ledger in device.Ledgers)
            for (var i = 0; i < Math.Min(device.MaxPending(ledger.Queue), 64u + (uint)more); i++)
                ledger.Submit(default);
    }

    private static void AllReported(RawDevice device, string who)
    {
        foreach (var ledger in device.Ledgers)
        {
            ledger.Check();
            var open = ledger.Unreported();
            Broken.Unless(open == 0, "TG-P-23", $"queue {ledger.Queue}: {open} of {ledger.Accepted} submissions were not reported when {who} returned");
        }
        Silence(device);
    }

    private static void Silence(RawDevice device)
    {
        Thread.Sleep(Afterwards);
        if (device.Host.Fault is { } fault)
            throw fault;
    }
}
