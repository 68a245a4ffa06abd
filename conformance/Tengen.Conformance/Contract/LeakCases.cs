// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Contract;

/// <summary>Many rounds of making and freeing: objects, descriptors, threads and memory are what they were (TG-P-39).</summary>
internal static unsafe class LeakCases
{
    private const string Rule = "TG-P-39";
    private const int Warm = 3;
    private const int Attempts = 3;
    private const int Large = 8 << 20;
    private const int Rounds = 24;
    private const long Limit = (long)Large * Rounds / 2;

    private static readonly Func<RawTarget, string?> Linux = _ => OperatingSystem.IsLinux() ? null : "the suite counts on Linux";

    public static ContractCase[] All { get; } =
    [
        new("leaks/descriptors-and-threads", [Rule], Linux, DescriptorsAndThreads),
        new("leaks/buffers", [Rule], ContractCase.Nothing, Buffers),
        new("leaks/programs", [Rule], ContractCase.Nothing, Programs),
        new("leaks/memory-of-buffers", [Rule], Linux, MemoryOfBuffers),
    ];

    private static void DescriptorsAndThreads(RawTarget target, NativeRoom room)
    {
        (int Descriptors, int Threads) least = (int.MaxValue, int.MaxValue), last = default;
        for (var round = 0; round < Rounds; round++)
        {
            using (var device = new RawDevice(target, room, 1))
            {
                device.Ledgers[0].Submit(default);
                device.Ledgers[0].Settle();
            }
            last = (Count("fd"), Count("task"));
            if (round >= Warm)
                least = (Math.Min(least.Descriptors, last.Descriptors), Math.Min(least.Threads, last.Threads));
        }
        Broken.Unless(last.Descriptors - least.Descriptors < Rounds / 2, Rule, $"{Rounds} opens and closes left {last.Descriptors - least.Descriptors} descriptors open");
        Broken.Unless(last.Threads - least.Threads < Rounds / 2, Rule, $"{Rounds} opens and closes left {last.Threads - least.Threads} threads");
    }

    private static void Buffers(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var before = device.Live();
        for (var round = 0; round < 100; round++)
            device.Free(device.Alloc(4096));
        Broken.Unless(device.Live() == before, Rule, $"device_stats says {device.Live()} after every buffer was freed, before it said {before}");
        Broken.Unless(device.Close() == Tg.TG_OK, Rule, $"device_close after every buffer was freed: {device.Text}");
    }

    private static void Programs(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var before = device.Live();
        for (var round = 0; round < 12; round++)
        {
            var work = new ClaimedWork(device, room);
            work.Run(device.Ledgers[0], "TG-P-31");
            work.Free();
        }
        Broken.Unless(device.Live() == before, Rule, $"device_stats says {device.Live()} after everything was freed, before it said {before}");
        Broken.Unless(device.Close() == Tg.TG_OK, Rule, $"device_close after everything was freed: {device.Text}");
    }

    /// <summary>More is allocated, touched and freed than may ever be resident.</summary>
    private static void MemoryOfBuffers(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var grown = Enumerable.Range(0, Attempts).Select(_ => Grown(device)).FirstOrDefault(grown => grown < Limit, long.MaxValue);
        Broken.Unless(grown < Limit, Rule, $"{Rounds} buffers of {Large >> 20} MiB, one after the other, left more than {Limit >> 20} MiB resident, {Attempts} times");
    }

    /// <summary>Growth of the process, in which others may work too: only what grows every time is a leak.</summary>
    private static long Grown(RawDevice device)
    {
        long first = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var buffer = device.Alloc(Large);
            device.Access(buffer, Tg.TG_MAP_WRITE, Large, bytes => { for (var i = 0; i < Large; i += 4096) bytes[i] = 1; });
            device.Free(buffer);
            if (round == Warm)
                first = Environment.WorkingSet;
        }
        return Environment.WorkingSet - first;
    }

    private static int Count(string what) => Directory.GetFileSystemEntries($"/proc/self/{what}").Length;
}
