// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Conformance.Inventory;

namespace Tengen.Conformance.Contract.Allocations;

/// <summary>The functions of <c>conformance/allocations</c>, loaded when the first case asks for them and never unloaded.</summary>
internal static unsafe class AllocationLibrary
{
    /// <summary>Below the suite, or below its build folder.</summary>
    public const string File = "plugins/libtengen_allocations.so";
    private static readonly nint Handle = OperatingSystem.IsLinux() && BuiltFiles.Find(File) is { } path ? NativeLibrary.Load(path) : 0;

    public static readonly delegate* unmanaged[Cdecl]<void*, int> Watch = (delegate* unmanaged[Cdecl]<void*, int>)Export("watch");
    public static readonly delegate* unmanaged[Cdecl]<void*, void> Leave = (delegate* unmanaged[Cdecl]<void*, void>)Export("leave");
    public static readonly delegate* unmanaged[Cdecl]<ulong, byte*, void> Begin = (delegate* unmanaged[Cdecl]<ulong, byte*, void>)Export("begin");
    public static readonly delegate* unmanaged[Cdecl]<ulong> End = (delegate* unmanaged[Cdecl]<ulong>)Export("end");
    public static readonly delegate* unmanaged[Cdecl]<int, void> Note = (delegate* unmanaged[Cdecl]<int, void>)Export("note");
    public static readonly delegate* unmanaged[Cdecl]<ulong> Live = (delegate* unmanaged[Cdecl]<ulong>)Export("live");

    /// <param name="ofNative">The plugin is a native library, whose maker has a C compiler. Of one that runs in the suite's own runtime little is seen at all: it may be judged without, and not certified.</param>
    /// <exception cref="NotOffered">The suite cannot look at allocations here.</exception>
    /// <exception cref="NotBuilt">It could.</exception>
    public static void Require(bool ofNative)
    {
        if (!OperatingSystem.IsLinux())
            throw new NotOffered(AllocationWatch.Rule, "the suite looks at allocations on Linux");
        if (Handle == 0)
            throw ofNative ? new NotBuilt(File) : new NotOffered(NotBuilt.Rule, new NotBuilt(File).Message);
    }

    private static nint Export(string name) => Handle == 0 ? 0 : NativeLibrary.GetExport(Handle, $"tengen_allocations_{name}");
}
