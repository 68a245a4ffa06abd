// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Globalization;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Tensors;

using Tengen.Graph;

/// <summary>
/// Reads a TensorProto. <c>raw_data</c> and external data stay where they are, in the mapped file; typed fields are decoded.
/// Source: onnx.proto, message TensorProto: dims 1, data_type 2, segment 3, typed data 4 to 7, 10 and 11, name 8, raw_data 9,
/// external_data 13, data_location 14.
/// </summary>
internal static class TensorReader
{
    public static (string Name, Tensor Tensor) Read(WireReader message)
    {
        var reader = message;
        var context = reader.Context;
        var name = "";
        var number = 0;
        var dims = new List<long>();
        (long Offset, long Length)? raw = null;
        var external = false;
        Dictionary<string, string>? entries = null;
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: reader.Int64s(dims); break;
                case 2: number = reader.Int32(); break;
                case 3: throw reader.Fail("a tensor in segments is not supported; store it whole");
                case 8: name = reader.Text(); break;
                case 9: raw = reader.Bytes(); break;
                case 13: ReadEntry(ref reader, entries ??= []); break;
                case 14: external = reader.Int32() == 1; break;
                default: reader.Skip(); break;
            }
        if (ElementTypes.Of(number) is not { } type)
            throw context.Fail(message.Start, $"data type {number} is not known");
        var bytes = CheckDims(message, type, dims);
        if (number == ElementTypes.String)
            return (name, TypedData.Strings(message, dims));
        if (external)
            return (name, External(message, type, dims, bytes, entries ?? []));
        if (raw is not { } data)
            return (name, TypedData.Decode(message, type, [.. dims]));
        if (data.Length != bytes)
            throw context.Fail(data.Offset, $"raw_data has {data.Length} bytes, {type}[{string.Join(',', dims)}] takes {bytes}");
        return (name, new Tensor(type, [.. dims], context.Storage, data.Offset));
    }

    /// <summary>Bytes of the elements, after the dims proved sane.</summary>
    public static long CheckDims(WireReader message, DType type, List<long> dims)
    {
        if (dims.Count > Shape.MaxRank)
            throw message.Context.Fail(message.Start, $"rank {dims.Count} is above {Shape.MaxRank}");
        if (dims.FindIndex(dim => dim < 0) is var axis and >= 0)
            throw message.Context.Fail(message.Start, $"dim {axis} is {dims[axis]}");
        try
        {
            return type.BytesFor(Shape.CountOf(dims.ToArray()));
        }
        catch (OverflowException)
        {
            throw message.Context.Fail(message.Start, $"dims [{string.Join(',', dims)}] overflow 63 bits");
        }
    }

    private static void ReadEntry(ref WireReader reader, Dictionary<string, string> entries)
    {
        var entry = reader.Enter("external_data", entries.Count);
        var (key, value) = EntryReader.Read(entry);
        if (!entries.TryAdd(key, value))
            throw entry.Fail($"key '{key}' occurs twice");
        reader.Context.Leave();
    }

    private static Tensor External(WireReader message, DType type, List<long> dims, long bytes, Dictionary<string, string> entries)
    {
        OnnxException Refuse(string reason) => message.Context.Fail(message.Start, reason);
        if (!entries.TryGetValue("location", out var location))
            throw Refuse("external data without a location");
        var file = message.Context.External.Open(location, Refuse);
        var offset = Number("offset", 0);
        var length = Number("length", bytes);
        if (length != bytes)
            throw Refuse($"external data '{location}' has length {length}, {type}[{string.Join(',', dims)}] takes {bytes}");
        if (offset > file.Length || bytes > file.Length - offset)
            throw Refuse($"external data '{location}': {bytes} bytes at offset {offset} do not lie in a file of {file.Length}");
        return new Tensor(type, [.. dims], file, offset);

        long Number(string key, long whenAbsent) =>
            !entries.TryGetValue(key, out var text) ? whenAbsent
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
            : throw Refuse($"external data '{location}': {key} '{text}' is no number");
    }
}
