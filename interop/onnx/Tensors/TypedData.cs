// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Tensors;

using Tengen.Graph;

/// <summary>
/// Decodes elements from the typed fields of a TensorProto. Types below 32 bits stand in <c>int32_data</c>, those below 8 bits as whole
/// bytes of it; a complex number is two entries. Source: onnx.proto, comments at the data fields.
/// </summary>
internal static unsafe class TypedData
{
    public static Tensor Decode(WireReader message, DType type, ImmutableArray<long> dims)
    {
        var (field, entryBytes) = ElementTypes.TypedField(type);
        var bytes = type.BytesFor(Shape.CountOf(dims.AsSpan()));
        var entries = bytes / entryBytes;
        if (entries > message.Length)
            throw message.Context.Fail(message.Start, $"{type}[{string.Join(',', dims)}] takes {entries} entries, the message has {message.Length} bytes");
        message.Context.Charge(bytes, message.Start);
        var tensor = new Tensor(type, dims, Storage.Allocate(bytes));
        var next = tensor.Pointer;
        var last = next + bytes;
        for (var reader = message; reader.Next();)
        {
            if (reader.Field != field)
            {
                reader.Skip();
                continue;
            }
            for (var elements = reader.Elements(field switch { 4 => WireType.Fixed32, 10 => WireType.Fixed64, _ => WireType.Varint }); !elements.AtEnd; next += entryBytes)
            {
                if (next == last)
                    throw elements.Fail($"more than the {entries} entries that {tensor} takes");
                Write(ref elements, field, type, next, entryBytes);
            }
        }
        if (next != last)
            throw message.Context.Fail(message.Start, $"{tensor} takes {entries} entries, {(next - tensor.Pointer) / entryBytes} are there");
        GC.KeepAlive(tensor);
        return tensor;
    }

    public static Tensor Strings(WireReader message, List<long> dims)
    {
        var strings = ImmutableArray.CreateBuilder<ImmutableArray<byte>>();
        for (var reader = message; reader.Next();)
            if (reader.Field == 6)
                strings.Add(reader.Copy());
            else
                reader.Skip();
        if (strings.Count != Shape.CountOf(dims.ToArray()))
            throw message.Context.Fail(message.Start, $"string[{string.Join(',', dims)}] has {strings.Count} strings");
        return new Tensor(DType.Opaque, [.. dims], new StringStorage(strings.DrainToImmutable()));
    }

    private static void Write(ref WireReader elements, int field, DType type, byte* to, int bytes)
    {
        switch (field)
        {
            case 4:
                *(float*)to = elements.RawFloat();
                return;
            case 10:
                *(ulong*)to = elements.RawFixed64();
                return;
        }
        var value = (long)elements.RawVarint();
        var bits = bytes * 8;
        if (bits < 64 && (value < (type == DType.UInt32 ? 0 : -1L << (bits - 1)) || value >= 1L << bits))
            throw elements.Fail($"{value} does not fit {type}");
        switch (bytes)
        {
            case 1: *to = (byte)value; break;
            case 2: *(ushort*)to = (ushort)value; break;
            case 4: *(uint*)to = (uint)value; break;
            default: *(long*)to = value; break;
        }
    }
}
