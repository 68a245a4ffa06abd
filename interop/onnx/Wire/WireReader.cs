// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;

namespace Tengen.Interop.Onnx.Wire;

/// <summary>
/// Walks the fields of one protobuf message in place. Never reads outside [start, end) of the context's storage, and checks every length
/// against what is left before it is used. Source: Protocol Buffers, "Encoding".
/// </summary>
internal unsafe struct WireReader(ReadContext context, long start, long end)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly byte* _bytes = context.Storage.Pointer;
    private readonly long _start = start;
    private long _position = start;

    public readonly ReadContext Context => context;

    /// <summary>First byte of the message.</summary>
    public readonly long Start => _start;

    public readonly long Length => end - _start;

    public readonly bool AtEnd => _position == end;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Encoding of the current field.</summary>
    public WireType Wire { get; private set; }

    /// <summary>First byte of the current field's tag.</summary>
    public long FieldStart { get; private set; }

    public static WireReader Of(ReadContext context) => new(context, 0, context.Storage.Length);

    /// <summary>Reads the next tag; false at the end of the message. The field's content must then be read or skipped.</summary>
    public bool Next()
    {
        if (_position == end)
            return false;
        FieldStart = _position;
        var tag = RawVarint();
        if (tag > uint.MaxValue || tag >> 3 == 0)
            throw Fail($"tag {tag} is no field number");
        Field = (int)(tag >> 3);
        Wire = (WireType)(tag & 7);
        if (Wire is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32))
            throw Fail($"field {Field} has wire type {(int)Wire}, which ONNX does not use");
        return true;
    }

    public void Skip()
    {
        switch (Wire)
        {
            case WireType.Varint: RawVarint(); break;
            case WireType.Fixed64: Take(8); break;
            case WireType.Fixed32: Take(4); break;
            default: Span(); break;
        }
    }

    public long Int64()
    {
        Expect(WireType.Varint);
        return (long)RawVarint();
    }

    /// <summary>An int32 or an enum member; larger encodings are refused.</summary>
    public int Int32()
    {
        var value = Int64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Fail($"field {Field} holds {value}, which is no 32-bit number");
    }

    public float Float()
    {
        Expect(WireType.Fixed32);
        return RawFloat();
    }

    /// <summary>Text that names something; must be valid UTF-8.</summary>
    public string Text()
    {
        var (offset, length) = Bytes();
        try
        {
            return StrictUtf8.GetString(_bytes + offset, checked((int)length));
        }
        catch (Exception cause) when (cause is DecoderFallbackException or OverflowException)
        {
            throw Context.Fail(offset, $"field {Field} is no valid UTF-8 text");
        }
    }

    public (long Offset, long Length) Bytes()
    {
        Expect(WireType.Bytes);
        return Span();
    }

    /// <summary>A copy of the bytes of a string.</summary>
    public System.Collections.Immutable.ImmutableArray<byte> Copy()
    {
        var (offset, length) = Bytes();
        if (length > Array.MaxLength)
            throw Fail($"a string of {length} bytes is too long");
        return [.. new ReadOnlySpan<byte>(_bytes + offset, (int)length)];
    }

    /// <summary>Enters a message. The caller calls <see cref="ReadContext.Leave"/> when it is done with it.</summary>
    public WireReader Enter(string name, int index = -1)
    {
        context.Enter(name, index, FieldStart);
        var (offset, length) = Bytes();
        return new WireReader(context, offset, offset + length);
    }

    /// <summary>The elements of a repeated number, packed or single; <see cref="RawVarint"/>, <see cref="RawFloat"/> and <see cref="RawFixed64"/> read them.</summary>
    public WireReader Elements(WireType element)
    {
        if (Wire == WireType.Bytes)
        {
            var (offset, length) = Span();
            return new WireReader(context, offset, offset + length) { Field = Field, FieldStart = FieldStart };
        }
        Expect(element);
        var first = _position;
        Skip();
        return new WireReader(context, first, _position) { Field = Field, FieldStart = FieldStart };
    }

    public void Int64s(List<long> into)
    {
        for (var elements = Elements(WireType.Varint); !elements.AtEnd;)
            into.Add((long)elements.RawVarint());
    }

    public ulong RawVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position == end)
                throw Fail("a number is cut off");
            var next = _bytes[_position++];
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw Fail("a number is longer than 64 bits");
    }

    public float RawFloat() => BinaryPrimitives.ReadSingleLittleEndian(new ReadOnlySpan<byte>(_bytes + Take(4), 4));

    public ulong RawFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(_bytes + Take(8), 8));

    public readonly OnnxException Fail(string reason) => context.Fail(_position, reason);

    private readonly void Expect(WireType wire)
    {
        if (Wire != wire)
            throw Fail($"field {Field} has wire type {Wire} where {wire} is due");
    }

    private (long Offset, long Length) Span()
    {
        var length = RawVarint();
        if (length > (ulong)(end - _position))
            throw Fail($"field {Field} claims {length} bytes, {end - _position} are left");
        return (Take((long)length), (long)length);
    }

    private long Take(long bytes)
    {
        if (bytes > end - _position)
            throw Fail($"field {Field} needs {bytes} bytes, {end - _position} are left");
        var offset = _position;
        _position += bytes;
        return offset;
    }
}
