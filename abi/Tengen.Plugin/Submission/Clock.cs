// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>The host's monotonic clock in nanoseconds: the device clock of devices that have none.</summary>
internal static unsafe class Clock
{
    public static long Now => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    public static void Write(tg_timing* timing, long startNs, long endNs) => Wire.Write(
        timing, new tg_timing { start_ns = (ulong)startNs, end_ns = (ulong)endNs });
}
