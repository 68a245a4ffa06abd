// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>State of the thread or the process left changed. What was changed is put back when the case is over.</summary>
internal static unsafe partial class StateTwists
{
    private const int TowardZeroX64 = 0xC00;
    private const int TowardZeroArm64 = 3 << 22;
    private const int Block = 0, Unblock = 1, UserSignal = 12;

    public static IEnumerable<Planted> All =>
    [
        new("rounds toward zero from then on", "state/floating-point", "TG-P-4", () => Leaving("buffer_map", () => Round(TowardZero), () => Round(0))),
        new("blocks a signal from then on", "state/signal-mask", "TG-P-4", () => Leaving("execute", () => Signals(Block), () => Signals(Unblock))),
        new("goes to another directory", "state/working-directory", "TG-P-5", () => Elsewhere()),
        new("sets a variable", "state/environment", "TG-P-5", () => Leaving("device_open", () => SetVariable("TENGEN_PLANTED", "1", 1), () => UnsetVariable("TENGEN_PLANTED"))),
        new("binds the thread to a processor", "state/affinity", "TG-P-5", Bound),
    ];

    private static int TowardZero => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? TowardZeroX64 : TowardZeroArm64;

    private static Twist Leaving(string slot, Func<int> change, Func<int> back)
    {
        var done = false;
        return new Twist
        {
            Any = (call, pass) =>
            {
                var status = pass();
                if (call.Slot == slot && !done)
                {
                    done = true;
                    _ = change();
                }
                return status;
            },
            After = () => _ = back(),
        };
    }

    private static Twist Elsewhere()
    {
        var before = Environment.CurrentDirectory;
        return Leaving("program_create", () => { Environment.CurrentDirectory = Path.GetTempPath(); return 0; }, () => { Environment.CurrentDirectory = before; return 0; });
    }

    private static Twist Bound()
    {
        var before = new byte[128];
        var one = new byte[128];
        fixed (byte* mask = before)
            _ = GetAffinity(0, 128, mask);
        var first = Array.FindIndex(before, bits => bits != 0);
        one[first] = (byte)(before[first] & -before[first]);
        return Leaving("device_open", () => Set(one), () => Set(before));
    }

    private static int Set(byte[] affinity)
    {
        fixed (byte* mask = affinity)
            return SetAffinity(0, 128, mask);
    }

    private static int Signals(int how)
    {
        var mask = stackalloc byte[128];
        new Span<byte>(mask, 128).Clear();
        mask[(UserSignal - 1) / 8] = 1 << ((UserSignal - 1) % 8);
        return SignalMask(how, mask, null);
    }

    [LibraryImport("libm.so.6", EntryPoint = "fesetround")]
    private static partial int Round(int mode);

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    private static partial int SignalMask(int how, byte* set, byte* before);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetVariable(string name);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int pid, nint bytes, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int pid, nint bytes, byte* mask);
}
