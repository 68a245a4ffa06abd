// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>
/// Binds the calling thread, and with it every thread and process that it starts meanwhile, to the first processors it may use. Disposing
/// gives the thread its processors back. Linux only.
/// </summary>
public sealed unsafe partial class Pinning : IDisposable
{
    private const int Words = 16;
    private readonly ulong[] _before = new ulong[Words];

    private Pinning(string processors) => Processors = processors;

    /// <summary>Numbers of the processors, joined by commas.</summary>
    public string Processors { get; }

    /// <param name="count">Processors to keep; null binds nothing.</param>
    /// <returns>Null when nothing was bound.</returns>
    /// <exception cref="PlatformNotSupportedException">This system cannot bind, or has fewer processors.</exception>
    public static Pinning? Of(int? count)
    {
        if (count is not { } wanted)
            return null;
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("threads can be bound to processors on Linux only");
        var before = new ulong[Words];
        fixed (ulong* mask = before)
            Check(sched_getaffinity(0, Words * sizeof(ulong), mask));
        var chosen = Enumerable.Range(0, Words * 64).Where(processor => (before[processor / 64] >> (processor % 64) & 1) != 0).Take(wanted).ToList();
        if (chosen.Count < wanted)
            throw new PlatformNotSupportedException($"there are {chosen.Count} processors to bind to, not {wanted}");
        var after = new ulong[Words];
        foreach (var processor in chosen)
            after[processor / 64] |= 1UL << (processor % 64);
        var pinning = new Pinning(string.Join(',', chosen));
        before.CopyTo(pinning._before, 0);
        fixed (ulong* mask = after)
            Check(sched_setaffinity(0, Words * sizeof(ulong), mask));
        return pinning;
    }

    public void Dispose()
    {
        fixed (ulong* mask = _before)
            Check(sched_setaffinity(0, Words * sizeof(ulong), mask));
    }

    private static void Check(int result)
    {
        if (result < 0)
            throw new PlatformNotSupportedException($"the system does not bind threads: error {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int sched_getaffinity(int thread, nint bytes, ulong* mask);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int sched_setaffinity(int thread, nint bytes, ulong* mask);
}
