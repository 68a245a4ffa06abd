// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tengen.Benchmarks.Cpu;

/// <summary>Processor time of the calling thread where the system has such a clock (Linux), otherwise wall time.</summary>
internal static unsafe partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Seconds
    {
        get
        {
            if (!OperatingSystem.IsLinux())
                return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
            var time = stackalloc long[2];
            return clock_gettime(ThreadProcessorTime, time) == 0
                ? time[0] + time[1] * 1e-9
                : throw new InvalidOperationException("this system has no clock of a thread's processor time");
        }
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int clock_gettime(int clock, long* time);
}
