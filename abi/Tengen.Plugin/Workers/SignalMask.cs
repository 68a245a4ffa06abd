// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Plugin;

/// <summary>
/// Blocks, on the calling thread, every signal that a process can be sent (TG-P-6). Faults of the thread itself and the real-time signal
/// with which the .NET runtime suspends threads stay open: blocking those would turn a caught fault into a crash and stall collections.
/// </summary>
public static unsafe partial class SignalMask
{
    private const int SetBytes = 128;
    private const int SetMask = 2;
    private static readonly int[] Open = [4, 5, 6, 7, 8, 11];

    public static void BlockAll()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var set = stackalloc byte[SetBytes];
        _ = sigfillset(set);
        foreach (var signal in Open)
            _ = sigdelset(set, signal);
        _ = sigdelset(set, __libc_current_sigrtmin());
        _ = pthread_sigmask(SetMask, set, null);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sigfillset(byte* set);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sigdelset(byte* set, int signal);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int __libc_current_sigrtmin();

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int pthread_sigmask(int how, byte* set, byte* old);
}
