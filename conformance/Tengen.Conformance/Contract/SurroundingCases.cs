// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>Results that must not depend on what else is open, how often a program ran, nor where its arguments lie. Values come out of every legal arithmetic alike.</summary>
internal static unsafe class SurroundingCases
{
    private const int MostQueues = 8;
    private const int Often = 256;
    private const byte Poison = 0xA5;

    public static ContractCase[] All { get; } =
    [
        new("program/second-device", ["TG-P-37"], ContractCase.Nothing, SecondDevice),
        new("program/every-queue", ["TG-P-37"], ContractCase.Nothing, EveryQueue),
        new("program/many-times", ["TG-P-37"], ContractCase.Nothing, ManyTimes),
        new("program/one-buffer", ["TG-P-37", "TG-P-25"], ContractCase.Nothing, OneBuffer),
        new("program/one-input-twice", ["TG-P-37"], ContractCase.Nothing, OneInputTwice),
    ];

    private static void SecondDevice(RawTarget target, NativeRoom room)
    {
        using var first = new RawDevice(target, room, 1);
        var work = new ClaimedWork(first, room);
        work.Fill(1);
        var alone = Outputs(first, work);
        using var second = new RawDevice(target, room, 1);
        var beside = new ClaimedWork(second, room);
        beside.Fill(2);
        Outputs(second, beside);
        beside.Fill(1);
        Same(alone, Outputs(second, beside), "TG-P-37", "a second device, opened beside the first, gives other results than the first one alone");
        Same(alone, Outputs(first, work), "TG-P-37", "results are others while a second device is open");
        beside.Free();
        work.Free();
    }

    /// <summary>Queues one after another: nothing else runs.</summary>
    private static void EveryQueue(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, MostQueues);
        if (device.Queues < 2)
            throw new NotOffered("device.queues", "the device gives one queue");
        var work = new ClaimedWork(device, room);
        work.Fill(1);
        var first = Outputs(device, work);
        for (var queue = 1; queue < device.Queues; queue++)
            Same(first, Outputs(device, work, queue), "TG-P-37", $"queue {queue} gives other results than queue 0");
        work.Free();
    }

    private static void ManyTimes(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        work.Fill(1);
        var first = Outputs(device, work);
        for (var i = 2; i <= Often; i++)
            Same(first, Outputs(device, work), "TG-P-37", $"execution {i} of a program gives other results than the first one, with the same inputs");
        work.Free();
    }

    /// <summary>As of a host that lays all tensors of a graph out in one arena.</summary>
    private static void OneBuffer(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        work.Fill(1);
        var alone = Outputs(device, work);
        var offsets = new ulong[work.Info.arg_count];
        ulong end = 0;
        var (alignment, flags) = (Math.Max(device.Description.OffsetAlignment, device.Description.BufferAlignment), 0u);
        for (var i = 0u; i < work.Info.arg_count; i++)
        {
            alignment = Math.Max(alignment, work.Argument(i)->alignment);
            flags |= work.Argument(i)->buffer_flags;
        }
        for (var i = 0u; i < work.Info.arg_count; i++)
        {
            offsets[i] = (end + alignment - 1) / alignment * alignment;
            end = offsets[i] + work.Argument(i)->bytes;
        }
        var arena = device.Alloc(end, alignment > device.Description.BufferAlignment ? alignment : 0, flags);
        var desc = work.Submission();
        byte[] before = [.. Enumerable.Repeat(Poison, (int)end)], after = new byte[end];
        for (var i = 0u; i < work.Info.arg_count; i++)
        {
            desc.args[i].buffer = arena;
            desc.args[i].offset = offsets[i];
            if (i < work.FirstOutput)
                work.Read(i).CopyTo(before, (int)offsets[i]);
        }
        device.Access(arena, Tg.TG_MAP_WRITE, before.Length, bytes => before.CopyTo(bytes));
        device.Ledgers[0].Submit(desc);
        device.Ledgers[0].Settle();
        device.Access(arena, Tg.TG_MAP_READ, after.Length, bytes => bytes.CopyTo(after));
        Same(alone, [.. Enumerable.Range(0, alone.Length).Select(i => after.AsSpan((int)offsets[work.FirstOutput + i], alone[i].Length).ToArray())], "TG-P-37",
            "results are others when all arguments lie in one buffer");
        for (var i = work.FirstOutput; i < work.Info.arg_count; i++)
            after.AsSpan((int)offsets[i], (int)work.Argument(i)->bytes).CopyTo(before.AsSpan((int)offsets[i]));
        Broken.Unless(before.AsSpan().SequenceEqual(after), "TG-P-25", "with all arguments in one buffer something beside the outputs was written");
        Broken.Unless(device.Free(arena) == Tg.TG_OK, "TG-P-22", $"buffer_free: {device.Text}");
        work.Free();
    }

    private static void OneInputTwice(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        if (work.Info.input_count < 2 || ClaimedGraph.Of(device).Values(0, 1) is null || work.Argument(0)->bytes != work.Argument(1)->bytes || work.Argument(0)->dtype != work.Argument(1)->dtype)
            throw new NotOffered("query.Op", "the graph with which these cases work has no two inputs of one kind");
        work.Fill(1);
        work.Write(1, work.Read(0));
        var expected = Outputs(device, work);
        work.Poison(Poison);
        var desc = work.Submission();
        desc.args[1].buffer = desc.args[0].buffer;
        device.Ledgers[0].Submit(desc);
        device.Ledgers[0].Settle();
        Same(expected, work.Outputs(), "TG-P-37", "results are others when two inputs are the same memory, and not two memories of the same content");
        work.Free();
    }

    private static byte[][] Outputs(RawDevice device, ClaimedWork work, int queue = 0)
    {
        work.Poison(Poison);
        work.Run(device.Ledgers[queue], "TG-P-37");
        return work.Outputs();
    }

    private static void Same(byte[][] expected, byte[][] got, string rule, string text)
    {
        for (var i = 0; i < expected.Length; i++)
            Broken.Unless(expected[i].AsSpan().SequenceEqual(got[i]), rule, $"output {i}: {text}");
    }
}
