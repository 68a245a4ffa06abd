// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>What is not given back; it is when the case is over.</summary>
internal static unsafe class LeakTwists
{
    public static IEnumerable<Planted> All =>
    [
        new("every open keeps a descriptor", "leaks/descriptors-and-threads", "TG-P-39", Descriptors),
        new("every open keeps a thread", "leaks/descriptors-and-threads", "TG-P-39", Threads),
        new("a buffer is counted for ever", "leaks/buffers", "TG-P-39", () => Counted(stats => stats->buffers += 1)),
        new("a program is counted for ever", "leaks/programs", "TG-P-39", () => Counted(stats => stats->programs += 1)),
        new("every buffer leaves its size", "leaks/memory-of-buffers", "TG-P-39", Memory),
    ];

    private delegate void StatsTwist(tg_stats* stats);

    private static Twist Descriptors()
    {
        var kept = new List<SafeFileHandle>();
        return new Twist
        {
            Open = pass =>
            {
                kept.Add(File.OpenHandle("/dev/null"));
                return pass();
            },
            After = () => kept.ForEach(handle => handle.Dispose()),
        };
    }

    private static Twist Threads()
    {
        var end = new ManualResetEvent(false);
        var kept = new List<Thread>();
        return new Twist
        {
            Open = pass =>
            {
                kept.Add(new Thread(() => end.WaitOne()));
                kept[^1].Start();
                return pass();
            },
            After = () =>
            {
                end.Set();
                kept.ForEach(thread => thread.Join());
                end.Dispose();
            },
        };
    }

    private static Twist Counted(StatsTwist change)
    {
        var asked = false;
        return new Twist
        {
            Any = (call, pass) =>
            {
                var status = pass();
                if (call.Slot == "device_stats" && asked)
                    change((tg_stats*)call.Out);
                asked |= call.Slot == "device_stats";
                return status;
            },
        };
    }

    private static Twist Memory()
    {
        var kept = new List<nint>();
        return new Twist
        {
            Any = (call, pass) =>
            {
                if (call.Slot == "buffer_alloc")
                {
                    var bytes = (nuint)((tg_buffer_desc*)call.Desc)->bytes;
                    kept.Add((nint)NativeMemory.Alloc(bytes));
                    new Span<byte>((void*)kept[^1], (int)bytes).Fill(1);
                }
                return pass();
            },
            After = () => kept.ForEach(block => NativeMemory.Free((void*)block)),
        };
    }
}
