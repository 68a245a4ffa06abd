// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Conformance.Workers;

/// <summary>The worker's ties to its supervisor, made by the worker before a backend is loaded.</summary>
internal static partial class Bond
{
    private const int ParentDeathSignal = 1;
    private const nuint Kill = 9;

    /// <summary>
    /// A session of its own, so that an interrupt at the terminal reaches the supervisor alone; on Linux the kernel kills the worker when the
    /// supervisor ends, whatever the worker is doing then, and when the machine's memory runs out, it ends workers before their supervisor.
    /// Source: proc(5), /proc/pid/oom_score_adj.
    /// </summary>
    public static void Tie()
    {
        if (OperatingSystem.IsWindows())
            return;
        _ = NewSession();
        if (OperatingSystem.IsLinux())
        {
            _ = Control(ParentDeathSignal, Kill, 0, 0, 0);
            ComeFirst();
        }
    }

    private static void ComeFirst()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"the order in which processes end when memory runs out was left as it is: {e.Message}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);
}
