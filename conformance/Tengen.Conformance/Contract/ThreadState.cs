// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Conformance.Contract;

/// <summary>What of a thread and its process a plugin could leave changed, as text that can be compared. Linux.</summary>
internal static unsafe partial class ThreadState
{
    private const int MaskBytes = 128;
    private const int ControlMask = 0xFFC0;

    /// <summary>Rounding, flushing and exception masks; what happened so far (sticky flags) is left out. Source: x86-64 psABI, fenv_t of glibc and musl; AArch64 FPCR.</summary>
    public static string FloatingPoint()
    {
        var environment = stackalloc byte[256];
        _ = GetFloatingPoint(environment);
        return RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? $"x87 {*(ushort*)environment:x4}, mxcsr {*(uint*)(environment + 28) & ControlMask:x4}"
            : $"fpcr {*(uint*)environment:x8}";
    }

    public static string SignalMask()
    {
        var mask = stackalloc byte[MaskBytes];
        _ = GetSignalMask(0, null, mask);
        return Convert.ToHexString(new ReadOnlySpan<byte>(mask, 8));
    }

    public static string Affinity()
    {
        var mask = stackalloc byte[MaskBytes];
        var bytes = GetAffinity(0, MaskBytes, mask);
        return bytes < 0 ? "not known" : Convert.ToHexString(new ReadOnlySpan<byte>(mask, MaskBytes));
    }

    /// <summary>The process's own variables, as getenv sees them; the runtime keeps a copy that would hide a change.</summary>
    public static string Variables()
    {
        var variables = *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");
        var text = new System.Text.StringBuilder();
        for (var i = 0; variables != null && variables[i] != null; i++)
            text.Append(Marshal.PtrToStringUTF8((nint)variables[i])).Append('\n');
        return text.ToString();
    }

    [LibraryImport("libm.so.6", EntryPoint = "fegetenv")]
    private static partial int GetFloatingPoint(byte* environment);

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    private static partial int GetSignalMask(int how, byte* set, byte* before);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int pid, nint bytes, byte* mask);
}
