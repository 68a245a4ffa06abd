// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Conformance.Contract.Allocations;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>
/// Memory runs out inside one call: its first allocation fails, in the next call the second, and so on until a call passes untouched. Each time the call answers a status
/// of class RESOURCE or does its work all the same; nothing is left behind, the same call works again, and what was compiled before
/// still computes what it computed. A crash shows itself: the worker's last words name the allocation.
/// </summary>
internal static unsafe class ExhaustionCases
{
    public const string Rule = "TG-P-49";

    /// <summary>Beyond this many allocations of one call only some fail, spread evenly.</summary>
    private const ulong Each = 96;

    /// <summary>Calls with the same failure after each of which one block more must live to be a leak.</summary>
    private const int Repeats = 3;

    private static readonly string[] Slots =
        ["device-info", "device-open", "buffer-alloc", "buffer-map", "graph-query", "program-create", "program-info"];

    public static ContractCase[] All { get; } =
    [
        .. SlotCalls.All.Where(slot => Slots.Contains(slot.Name)).Select(slot => Case(slot.Name, slot.Needs, (target, room) => OfSlot(target, room, slot))),
        Case("device-close", ContractCase.Nothing, Close),
        Case("execute", ContractCase.Nothing, Execute),
    ];

    private static ContractCase Case(string name, Func<RawTarget, string?> needs, Action<RawTarget, NativeRoom> run) =>
        new($"exhaustion/{name}", [Rule, "TG-P-15", "TG-P-39"], needs, run);

    private static void OfSlot(RawTarget target, NativeRoom room, SlotCalls slot)
    {
        using var watch = AllocationWatch.Over(target);
        using var device = new RawDevice(target, room, 1);
        var opens = slot.Name == "device-open";
        var witness = opens ? null : new Witness(device, room);
        var desc = (nint)room.Bytes(Tg.TG_MAX_SIZE);
        string? expected = null;
        Walk(slot.Name, watch, failing =>
        {
            using var again = opens ? new RawDevice(target, room, 1) : null;
            var attempt = slot.Prepare(again ?? device, room, desc);
            var before = witness is null ? null : device.Live();
            var (status, seen) = AllocationWatch.Call(slot.Name, failing, () => attempt.Call(desc));
            if (status != Tg.TG_OK)
            {
                Refused(slot.Name, failing, status);
                Broken.Unless(attempt.Made is null || attempt.Made() == 0, "TG-P-15", $"{slot.Name} answered {new Status(status)} when {Failed(failing)}, and gave a handle");
                Broken.Unless(witness is null || device.Live() == before, "TG-P-15", $"{slot.Name} answered {new Status(status)} when {Failed(failing)}, and device_stats says {device.Live()}, before it said {before}");
                var retried = attempt.Call(desc);
                Broken.Unless(retried == Tg.TG_OK, Rule, $"{slot.Name} answered {new Status(retried)} when it was called again after {Failed(failing)}");
            }
            var answer = attempt.Answer?.Invoke();
            expected ??= answer;
            Broken.Unless(answer == expected, Rule, $"{slot.Name} answered {answer} when {Failed(failing)}, before it answered {expected}");
            attempt.Undo?.Invoke();
            witness?.Look(failing);
            return seen;
        });
        witness?.Free();
    }

    private static void Close(RawTarget target, NativeRoom room)
    {
        using var watch = AllocationWatch.Over(target);
        Walk("device-close", watch, failing =>
        {
            using var device = new RawDevice(target, room, 1);
            var (status, seen) = AllocationWatch.Call("device-close", failing, device.Close);
            if (status == Tg.TG_OK)
                return seen;
            Refused("device-close", failing, status);
            status = device.Close();
            Broken.Unless(status == Tg.TG_OK, Rule, $"device_close answered {new Status(status)} when it was called again after {Failed(failing)}");
            return seen;
        });
    }

    /// <summary>A submission may be refused, or be accepted and fail.</summary>
    private static void Execute(RawTarget target, NativeRoom room)
    {
        using var watch = AllocationWatch.Over(target);
        using var device = new RawDevice(target, room, 1);
        var witness = new Witness(device, room);
        var ledger = device.Ledgers[0];
        Walk("execute", watch, failing =>
        {
            witness.Work.Poison(Witness.Poison);
            var desc = witness.Work.Submission();
            var ticket = ledger.Next;
            var (status, seen) = AllocationWatch.Call("execute", failing, () => ledger.Try(desc));
            ledger.Settle();
            var end = status == Tg.TG_PENDING ? ledger.Outcome(ticket) ?? Tg.TG_OK : status;
            if (status is not (Tg.TG_OK or Tg.TG_PENDING))
                Refused("execute", failing, status);
            Broken.Unless(end == Tg.TG_OK || new Status(end).Class is StatusClass.Resource or StatusClass.Submission, Rule, $"a submission ended with {new Status(end)} when {Failed(failing)} in execute");
            if (end == Tg.TG_OK)
                witness.Compare(failing);
            witness.Look(failing);
            return seen;
        });
        witness.Free();
    }

    /// <param name="slot">For texts.</param>
    /// <param name="watch">Over the plugin.</param>
    /// <param name="call">Makes the call with one allocation failing, judges it and leaves things as they were; 0 = none fails. Gives how many it saw.</param>
    private static void Walk(string slot, AllocationWatch watch, Func<ulong, ulong> call)
    {
        call(0);
        var most = call(0);
        if (most == 0)
            throw new NotOffered(AllocationWatch.Rule, $"{slot} was not seen to allocate: there is nothing to make fail");
        var step = Math.Max(1, most / Each);
        for (ulong failing = 1; failing <= most; failing += step)
            if (Again(slot, watch, failing, call) < failing)
                return;
    }

    private static ulong Again(string slot, AllocationWatch watch, ulong failing, Func<ulong, ulong> call)
    {
        if (!watch.IsNative || (watch.Collects && slot.StartsWith("device-", StringComparison.Ordinal)))
            return call(failing);
        var live = new long[Repeats];
        ulong seen = 0;
        AllocationWatch.Note(true);
        for (var i = 0; i < Repeats && (i == 0 || seen >= failing); i++)
        {
            seen = call(failing);
            live[i] = AllocationWatch.Live;
        }
        AllocationWatch.Note(false);
        Broken.Unless(!live.Zip(live.Skip(1)).All(pair => pair.Second > pair.First), "TG-P-39", $"each time that {Failed(failing)} in {slot}, more blocks stay: {string.Join(", ", live)}");
        return seen;
    }

    private static void Refused(string slot, ulong failing, int status) =>
        Broken.Unless(failing > 0 && new Status(status).Class == StatusClass.Resource, Rule, $"{slot} answered {new Status(status)} when {Failed(failing)}");

    private static string Failed(ulong failing) => failing == 0 ? "no allocation failed" : $"its allocation {failing} failed";

    /// <summary>A program that was compiled before, and what it computes.</summary>
    private sealed class Witness
    {
        public const byte Poison = 0x5A;
        private readonly RawDevice _device;
        private readonly byte[][] _expected;

        public Witness(RawDevice device, NativeRoom room)
        {
            _device = device;
            Work = new ClaimedWork(device, room);
            Work.Run(device.Ledgers[0], "TG-P-31");
            _expected = Work.Outputs();
        }

        public ClaimedWork Work { get; }

        public void Look(ulong failing)
        {
            Work.Poison(Poison);
            Work.Run(_device.Ledgers[0], Rule);
            Compare(failing);
        }

        public void Compare(ulong failing)
        {
            var outputs = Work.Outputs();
            Broken.Unless(outputs.Zip(_expected).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)), Rule, $"a program computes something else once {Failed(failing)}");
        }

        public void Free() => Work.Free();
    }
}
