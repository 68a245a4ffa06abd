// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Library;

namespace Tengen.Interop.Generator.Tests;

/// <summary>A generated function table over a real library and over a fake one.</summary>
public sealed unsafe class TableTests
{
    private const string Source = """
        #include "library.h"
        struct lib_state_s { int32_t total; };
        static struct lib_state_s state;
        int32_t lib_create(int32_t start, lib_state* out) { state.total = start; *out = &state; return 0; }
        void lib_destroy(lib_state s) { s->total = -1; }
        int32_t lib_add(lib_state s, lib_pair pair) { return s->total += pair.a + pair.b; }
        int32_t lib_each(lib_state s, void (*visit)(void*, int32_t), void* context) { for (int32_t i = 0; i < 3; i++) visit(context, s->total + i); return 3; }
        """;

    [Fact]
    public void Functions_are_called_through_a_table_resolved_from_a_library()
    {
        var headers = Repository.PathOf("tests/interop/Tengen.Interop.Generator.Tests/headers");
        var directory = CCompiler.Compile(Source, "-shared", "-fPIC", "-I", headers, "-o", "library.so");
        var library = NativeLibrary.Load(Path.Combine(directory, "library.so"));
        Directory.Delete(directory, recursive: true);
        var api = LibApi.Load(name => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0);

        Assert.True(api.Has_lib_create && api.Has_lib_destroy && api.Has_lib_add && api.Has_lib_each);
        Assert.False(api.Has_lib_missing);
        lib_state state;
        Assert.Equal(0, api.lib_create(40, &state));
        Assert.NotEqual(default, state);
        Assert.Equal(42, api.lib_add(state, new lib_pair { a = 5, b = -3 }));
        var sum = 0;
        Assert.Equal(3, api.lib_each(state, &Visit, &sum));
        Assert.Equal(42 + 43 + 44, sum);
    }

    [Fact]
    public void A_fake_answers_in_a_library_s_place()
    {
        var api = LibApi.Load(name => name == "lib_missing" ? (nint)(delegate* unmanaged[Cdecl]<int, int>)&Fake : 0);
        Assert.True(api.Has_lib_missing);
        Assert.False(api.Has_lib_create);
        Assert.Equal(14, api.lib_missing(7));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Visit(void* context, int value) => *(int*)context += value;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Fake(int value) => 2 * value;
}
