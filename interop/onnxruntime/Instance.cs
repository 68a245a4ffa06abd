// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Interop.OnnxRuntime;

/// <summary>A table of callbacks in native memory, with the managed object it belongs to behind it. ONNX Runtime hands the table back as `this`.</summary>
internal static unsafe class Instance
{
    /// <summary>Makes the table; the owner stays reachable until <see cref="Free"/>.</summary>
    public static TTable* Create<TTable>(object owner, in TTable table) where TTable : unmanaged
    {
        var block = (TTable*)NativeMemory.AllocZeroed((nuint)(sizeof(TTable) + sizeof(nint)));
        *block = table;
        *(nint*)(block + 1) = GCHandle.ToIntPtr(GCHandle.Alloc(owner));
        return block;
    }

    public static object Owner<TTable>(TTable* block) where TTable : unmanaged => GCHandle.FromIntPtr(*(nint*)(block + 1)).Target!;

    public static void Free<TTable>(TTable* block) where TTable : unmanaged
    {
        GCHandle.FromIntPtr(*(nint*)(block + 1)).Free();
        NativeMemory.Free(block);
    }
}
