// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Abi.Tests;

/// <summary>The header's inline helpers, compiled by the C compiler into a library of their own.</summary>
public sealed unsafe class CHelpers
{
    private const string Source = """
        #include <tengen/tengen.h>
        #define T(name) __attribute__((visibility("default"))) name
        int T(t_read)(void* copy, uint32_t known, const void* desc, uint32_t least) { return tg_read(copy, known, desc, least); }
        int T(t_table)(void* copy, uint32_t known, const void* desc, uint32_t least) { return tg_table(copy, known, desc, least); }
        int T(t_write)(void* out, const void* full, uint32_t known, uint32_t least) { return tg_write(out, full, known, least); }
        int T(t_at)(void* copy, uint32_t known, const void* a, uint32_t stride, uint32_t i, uint32_t least) { return tg_at(copy, known, a, stride, i, least); }
        int T(t_write_at)(void* a, uint32_t stride, uint32_t i, const void* full, uint32_t known, uint32_t least) { return tg_write_at(a, stride, i, full, known, least); }
        int T(t_in_range)(uint64_t o, uint64_t b, uint64_t c) { return tg_in_range(o, b, c); }
        int T(t_count)(const int64_t* d, uint32_t r, uint64_t* o) { return tg_count(d, r, o); }
        int T(t_bytes)(uint32_t d, uint64_t c, uint64_t* o) { return tg_bytes(d, c, o); }
        """;

    public CHelpers()
    {
        var directory = CCompiler.Compile(Source, "-shared", "-fPIC", "-O1", "-I", Repository.PathOf("abi/include"), "-o", "helpers.so");
        var library = NativeLibrary.Load(Path.Combine(directory, "helpers.so"));
        Directory.Delete(directory, recursive: true);
        Read = (delegate* unmanaged[Cdecl]<void*, uint, void*, uint, int>)NativeLibrary.GetExport(library, "t_read");
        Table = (delegate* unmanaged[Cdecl]<void*, uint, void*, uint, int>)NativeLibrary.GetExport(library, "t_table");
        Write = (delegate* unmanaged[Cdecl]<void*, void*, uint, uint, int>)NativeLibrary.GetExport(library, "t_write");
        At = (delegate* unmanaged[Cdecl]<void*, uint, void*, uint, uint, uint, int>)NativeLibrary.GetExport(library, "t_at");
        WriteAt = (delegate* unmanaged[Cdecl]<void*, uint, uint, void*, uint, uint, int>)NativeLibrary.GetExport(library, "t_write_at");
        InRange = (delegate* unmanaged[Cdecl]<ulong, ulong, ulong, int>)NativeLibrary.GetExport(library, "t_in_range");
        Count = (delegate* unmanaged[Cdecl]<long*, uint, ulong*, int>)NativeLibrary.GetExport(library, "t_count");
        Bytes = (delegate* unmanaged[Cdecl]<uint, ulong, ulong*, int>)NativeLibrary.GetExport(library, "t_bytes");
    }

    internal delegate* unmanaged[Cdecl]<void*, uint, void*, uint, int> Read { get; }

    internal delegate* unmanaged[Cdecl]<void*, uint, void*, uint, int> Table { get; }

    internal delegate* unmanaged[Cdecl]<void*, void*, uint, uint, int> Write { get; }

    internal delegate* unmanaged[Cdecl]<void*, uint, void*, uint, uint, uint, int> At { get; }

    internal delegate* unmanaged[Cdecl]<void*, uint, uint, void*, uint, uint, int> WriteAt { get; }

    internal delegate* unmanaged[Cdecl]<ulong, ulong, ulong, int> InRange { get; }

    internal delegate* unmanaged[Cdecl]<long*, uint, ulong*, int> Count { get; }

    internal delegate* unmanaged[Cdecl]<uint, ulong, ulong*, int> Bytes { get; }
}
