// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Contract;

/// <summary>What every function leaves as found: floating-point control state, signal mask, directory and environment (Linux).</summary>
internal static unsafe class StateCases
{
    private static readonly Func<RawTarget, string?> Linux = _ => OperatingSystem.IsLinux() ? null : "the suite looks at this on Linux";

    public static ContractCase[] All { get; } =
    [
        new("state/floating-point", ["TG-P-4"], Linux, (target, room) => Tour(target, room, "TG-P-4", "floating-point control state", ThreadState.FloatingPoint)),
        new("state/signal-mask", ["TG-P-4"], Linux, (target, room) => Tour(target, room, "TG-P-4", "signal mask", ThreadState.SignalMask)),
        new("state/working-directory", ["TG-P-5"], ContractCase.Nothing, (target, room) => Tour(target, room, "TG-P-5", "working directory", () => Environment.CurrentDirectory)),
        new("state/environment", ["TG-P-5"], Linux, (target, room) => Tour(target, room, "TG-P-5", "environment", ThreadState.Variables)),
        new("state/affinity", ["TG-P-5"], Linux, (target, room) => Tour(target, room, "TG-P-5", "affinity", ThreadState.Affinity)),
    ];

    /// <summary>A whole life of a device, with a look before and after every call.</summary>
    private static void Tour(RawTarget target, NativeRoom room, string rule, string what, Func<string> look)
    {
        void Around(string slot, Action call)
        {
            var before = look();
            call();
            var after = look();
            Broken.Unless(before == after, rule, $"{slot} left another {what}: {after}, before it was {before}");
        }

        RawDevice? opened = null;
        Around("device_open", () => opened = new RawDevice(target, room, 1));
        using var device = opened!;
        ClaimedWork? made = null;
        Around("graph_query", () => ClaimedGraph.Of(device));
        Around("program_create", () => made = new ClaimedWork(device, room));
        var work = made!;
        Around("buffer_map", () => work.Poison(1));
        Around("execute", () => device.Ledgers[0].Submit(work.Submission()));
        device.Ledgers[0].Settle();
        Around("a refused execute", () => device.Api.execute(device.Handle, null, device.Error));
        Around("program_info", () => ClaimedWork.Describe(device, work.Program));
        Around("buffer_free", work.Free);
        Around("device_close", () => device.Close());
    }
}
