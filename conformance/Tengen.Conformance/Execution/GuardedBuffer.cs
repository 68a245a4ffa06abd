// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;

namespace Tengen.Conformance.Execution;

/// <summary>
/// An argument's buffer with a guard zone on either side. Zones and payload start as a pattern (<see cref="PoisonPattern"/>). Owned by the case; disposed before its device.
/// </summary>
internal sealed class GuardedBuffer : IDisposable
{
    private const ulong Zone = 256;
    private readonly DeviceBuffer _buffer;
    private readonly byte _salt;

    /// <param name="device">The device to allocate in.</param>
    /// <param name="bytes">Payload bytes.</param>
    /// <param name="alignment">Of the payload's offset; a power of two.</param>
    /// <param name="salt">Makes patterns of different buffers differ.</param>
    public GuardedBuffer(Device device, ulong bytes, ulong alignment, byte salt)
    {
        Bytes = bytes;
        Offset = (Zone + alignment - 1) / alignment * alignment;
        _salt = salt;
        _buffer = DeviceBuffer.Allocate(device, Offset + bytes + Zone);
        Poison(salt);
    }

    /// <summary>Payload bytes.</summary>
    public ulong Bytes { get; }

    /// <summary>First byte of the payload in the buffer.</summary>
    public ulong Offset { get; }

    public Argument Argument(ReadOnlySpan<long> dims) => new() { Buffer = _buffer, Offset = Offset, Bytes = Bytes, Dims = [.. dims] };

    public void Write(ReadOnlySpan<byte> payload) => _buffer.Write(payload, Offset);

    public byte[] Read()
    {
        var payload = new byte[Bytes];
        _buffer.Read(payload, Offset);
        return payload;
    }

    /// <summary>Fills payload and zones with the pattern; <paramref name="payloadSalt"/> applies to the payload only.</summary>
    public void Poison(byte payloadSalt)
    {
        var all = new byte[_buffer.Bytes];
        var (first, end) = ((int)Offset, (int)(Offset + Bytes));
        PoisonPattern.Fill(all.AsSpan(0, first), 0, _salt);
        PoisonPattern.Fill(all.AsSpan(first, end - first), Offset, payloadSalt);
        PoisonPattern.Fill(all.AsSpan(end), (ulong)end, _salt);
        _buffer.Write(all);
    }

    /// <summary>The pattern's byte at position <paramref name="index"/> of the payload.</summary>
    public byte PatternAt(long index, byte payloadSalt) => PoisonPattern.At(Offset + (ulong)index, payloadSalt);

    /// <summary>Where a zone changed, in words, or null.</summary>
    public string? Damage()
    {
        var all = new byte[_buffer.Bytes];
        _buffer.Read(all);
        var (first, end) = ((int)Offset, (int)(Offset + Bytes));
        if (PoisonPattern.Kept(all.AsSpan(0, first), 0, _salt) is var before && before < first)
            return $"{first - before} bytes before its first byte";
        return PoisonPattern.Kept(all.AsSpan(end), (ulong)end, _salt) is var after && after < all.Length - end ? $"{after + 1} bytes after its last byte" : null;
    }

    public void Dispose() => _buffer.Dispose();
}
