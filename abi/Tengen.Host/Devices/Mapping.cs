// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>Host access to a range of a buffer, from map to <see cref="Dispose"/>, which unmaps. The pointer is valid until then.</summary>
public sealed unsafe class Mapping : IDisposable
{
    private readonly DeviceBuffer _buffer;
    private bool _ended;

    internal Mapping(DeviceBuffer buffer, MapAccess access, ulong offset, ulong bytes, void* pointer)
    {
        (_buffer, Access, Offset, Bytes) = (buffer, access, offset, bytes);
        Pointer = (byte*)pointer;
    }

    public MapAccess Access { get; }

    public ulong Offset { get; }

    public ulong Bytes { get; }

    /// <summary>The first byte of the range; may be NULL for an empty one.</summary>
    public byte* Pointer { get; }

    /// <exception cref="OverflowException">The range has more than 2 GiB.</exception>
    public Span<byte> Span => new(Pointer, checked((int)Bytes));

    /// <exception cref="TengenException">The plugin could not unmap.</exception>
    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        _buffer.Unmap(Access, Offset, Bytes);
    }
}
