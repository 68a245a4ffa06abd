// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Tengen.Abi;
using Tengen.Host;
using Tengen.Tests;

namespace Tengen.Benchmarks.Host;

/// <summary>What crossing the border costs in either direction, beside a bare function call of C.</summary>
[MemoryDiagnoser]
public unsafe class AbiCallBenchmarks : IDisposable
{
    private static readonly int[] Element = GC.AllocateArray<int>(1, pinned: true);
    private readonly delegate* unmanaged[Cdecl]<int, int> _abs;
    private readonly delegate* unmanaged[Cdecl]<int*, int*, nuint, nuint, delegate* unmanaged[Cdecl]<int*, int*, int>, int*> _search;
    private Device _device = null!;
    private ulong _ticket;

    public AbiCallBenchmarks()
    {
        var libc = NativeLibrary.Load("libc.so.6");
        _abs = (delegate* unmanaged[Cdecl]<int, int>)NativeLibrary.GetExport(libc, "abs");
        _search = (delegate* unmanaged[Cdecl]<int*, int*, nuint, nuint, delegate* unmanaged[Cdecl]<int*, int*, int>, int*>)NativeLibrary.GetExport(libc, "bsearch");
    }

    /// <summary>The layer between host and backend, empty for none.</summary>
    [Params("", "pass", "validate")]
    public string Layer { get; set; } = "";

    [GlobalSetup]
    public void Open() => _device = PluginLibrary.Load(Repository.PathOf("build/plugins/libtengen_tiny.so"), Layer.Length == 0 ? [] : [Repository.PathOf($"build/plugins/libtengen_layer_{Layer}.so")]).Open();

    /// <summary>A C function through its pointer.</summary>
    [Benchmark(Baseline = true)]
    public int BareCall() => _abs(-1);

    /// <summary>A slot of the C backend <c>tiny</c> with the descriptor filled: a barrier.</summary>
    [Benchmark]
    public int SlotCall()
    {
        var barrier = new tg_execute { size = (uint)sizeof(tg_execute), ticket = ++_ticket, arg_stride = 64, wait_stride = 32, signal_stride = 32 };
        return _device.Api.execute(_device.Handle, &barrier, null);
    }

    /// <summary>C to C# and back: one comparison of a binary search over one element, the call of the search included.</summary>
    [Benchmark]
    public nint Callback()
    {
        fixed (int* element = Element)
            return (nint)_search(element, element, 1, sizeof(int), &Compare);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _device.Dispose();
        GC.SuppressFinalize(this);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Compare(int* left, int* right) => *left - *right;
}
