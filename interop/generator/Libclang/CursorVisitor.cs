// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tengen.Interop.Generator.Libclang;

/// <summary>Turns libclang's callback visitors into lists.</summary>
internal static unsafe class CursorVisitor
{
    private const int Continue = 1;

    public static IReadOnlyList<CXCursor> Children(CXCursor parent)
    {
        var found = new List<CXCursor>();
        var handle = GCHandle.Alloc(found);
        _ = Clang.visitChildren(parent, &OnChild, (void*)GCHandle.ToIntPtr(handle));
        handle.Free();
        return found;
    }

    public static IReadOnlyList<CXCursor> Fields(CXType record)
    {
        var found = new List<CXCursor>();
        var handle = GCHandle.Alloc(found);
        _ = Clang.Type_visitFields(record, &OnField, (void*)GCHandle.ToIntPtr(handle));
        handle.Free();
        return found;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnChild(CXCursor cursor, CXCursor parent, void* data)
    {
        ((List<CXCursor>)GCHandle.FromIntPtr((nint)data).Target!).Add(cursor);
        return Continue;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnField(CXCursor cursor, void* data)
    {
        ((List<CXCursor>)GCHandle.FromIntPtr((nint)data).Target!).Add(cursor);
        return Continue;
    }
}
