// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Backends.Cpu.Plans;

/// <summary>Memory that lives as long as a program: packed weights and small constants.</summary>
internal sealed unsafe class ConstantStore : IDisposable
{
    private readonly List<nint> _blocks = [];

    ~ConstantStore() => Free();

    public long Bytes { get; private set; }

    /// <summary>Zeroed memory with 64-byte alignment.</summary>
    public byte* Allocate(long bytes)
    {
        var room = (nuint)Math.Max(bytes, 64);
        var block = (byte*)NativeMemory.AlignedAlloc(room, 64);
        _blocks.Add((nint)block);
        NativeMemory.Clear(block, room);
        Bytes += bytes;
        return block;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        foreach (var block in _blocks)
            NativeMemory.AlignedFree((void*)block);
        _blocks.Clear();
    }
}
