// SPDX-License-Identifier: Apache-2.0
using Tengen.Host.Devices;

namespace Tengen.Conformance.Execution;

/// <summary>
/// An argument's buffer with a guard zone on either side. Zones and payload start as a pattern that depends on the position and a salt, so
/// that any write shows, also one that copies a neighbour. Owned by the case; disposed before its device.
/// </summary>
internal sealed class GuardedBuffer : IDisposable
{
    private const int Zone = 256;
    private readonly DeviceBuffer _buffer;
    private readonly byte _salt;

    /// <param name="device">The device to allocate in.</param>
    /// <param name="bytes">Payload bytes.</param>
    /// <param name="alignment">Of the payload's offset; a power of two.</param>
    /// <param name="salt">Makes patterns of different buffers differ.</param>
    public GuardedBuffer(Device device, long bytes, long alignment, byte salt)
    {
        Bytes = bytes;
        Offset = (Zone + alignment - 1) / alignment * alignment;
        _salt = salt;
        _buffer = device.Allocate(Offset + bytes + Zone);
        Poison(salt);
    }

    /// <summary>Payload bytes.</summary>
    public long Bytes { get; }

    /// <summary>First byte of the payload in the buffer.</summary>
    public long Offset { get; }

    public DeviceBuffer Buffer => _buffer;

    public void Write(ReadOnlySpan<byte> payload) => _buffer.Write(Offset, payload);

    public byte[] Read()
    {
        var payload = new byte[Bytes];
        _buffer.Read(Offset, payload);
        return payload;
    }

    /// <summary>Fills payload and zones with the pattern; <paramref name="payloadSalt"/> applies to the payload only.</summary>
    public void Poison(byte payloadSalt)
    {
        var all = new byte[_buffer.Bytes];
        for (long i = 0; i < all.Length; i++)
            all[i] = Pattern(i, i >= Offset && i < Offset + Bytes ? payloadSalt : _salt);
        _buffer.Write(0, all);
    }

    /// <summary>The pattern's byte at position <paramref name="index"/> of the payload.</summary>
    public byte PatternAt(long index, byte payloadSalt) => Pattern(Offset + index, payloadSalt);

    /// <summary>Where a zone changed, relative to the payload (negative: before it), or null.</summary>
    public long? Damage()
    {
        var all = new byte[_buffer.Bytes];
        _buffer.Read(0, all);
        for (long i = 0; i < all.Length; i++)
            if ((i < Offset || i >= Offset + Bytes) && all[i] != Pattern(i, _salt))
                return i < Offset ? i - Offset : i - Offset - Bytes;
        return null;
    }

    public void Dispose() => _buffer.Dispose();

    private static byte Pattern(long position, byte salt) => (byte)(((uint)position * 2654435761u >> 24) ^ salt ^ 0xA5);
}
