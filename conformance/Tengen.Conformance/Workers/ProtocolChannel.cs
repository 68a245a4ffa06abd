// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tengen.Conformance.Workers;

/// <summary>
/// The worker's end of the conversation. Standard output is moved aside for the protocol and file descriptor 1 is watched
/// where it can be and becomes standard error elsewhere, so that a plugin that prints cannot spoil a line.
/// </summary>
internal static partial class ProtocolChannel
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <exception cref="IOException">The descriptors could not be moved.</exception>
    public static Conversation Claim(out PrintedOutput? printed)
    {
        printed = null;
        var requests = new StreamReader(Console.OpenStandardInput());
        if (OperatingSystem.IsWindows())
            return new Conversation(requests, Console.OpenStandardOutput());
        var saved = Duplicate(StandardOutput);
        if (saved < 0 || DuplicateTo(StandardError, StandardOutput) < 0)
            throw new IOException($"standard output cannot be moved: error {Marshal.GetLastPInvokeError()}");
        if (OperatingSystem.IsLinux())
            printed = PrintedOutput.Catch();
        return new Conversation(requests, new FileStream(new SafeFileHandle(saved, ownsHandle: true), FileAccess.Write, bufferSize: 0));
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateTo(int from, int to);
}
