// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tengen.OrdinaryHost;

/// <summary>
/// The process's end of a conversation over its standard streams. Standard output is moved aside for it and file descriptor 1 becomes standard
/// error, so that a plugin that prints cannot spoil a message.
/// </summary>
public static partial class StandardStreams
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <exception cref="IOException">The descriptors could not be moved.</exception>
    public static (Stream Requests, Stream Replies) Claim()
    {
        var requests = Console.OpenStandardInput();
        if (OperatingSystem.IsWindows())
            return (requests, Console.OpenStandardOutput());
        var saved = Duplicate(StandardOutput);
        if (saved < 0 || DuplicateTo(StandardError, StandardOutput) < 0)
            throw new IOException($"standard output cannot be moved: error {Marshal.GetLastPInvokeError()}");
        return (requests, new FileStream(new SafeFileHandle(saved, ownsHandle: true), FileAccess.Write, bufferSize: 0));
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateTo(int from, int to);
}
