// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Plugin;

/// <summary>Zeroed host memory; mapping it costs nothing. It has an address even when it has no bytes.</summary>
public sealed unsafe class HostBuffer : DeviceBuffer
{
    private byte* _memory;

    /// <param name="alignment">A power of two.</param>
    /// <exception cref="OutOfMemoryException">There is not that much.</exception>
    public HostBuffer(long bytes, int alignment) : base(bytes)
    {
        var room = (nuint)Math.Max(bytes, 1);
        _memory = (byte*)NativeMemory.AlignedAlloc(room, (nuint)alignment);
        NativeMemory.Clear(_memory, room);
    }

    ~HostBuffer() => Dispose(false);

    public override byte* HostPointer => _memory;

    public override ulong Address => (ulong)_memory;

    public override byte* Map(long offset, long bytes, MapAccess access, bool discard) => _memory + offset;

    public override void Unmap(long offset, long bytes, MapAccess access) { }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        base.Dispose(disposing);
    }
}
