// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tengen.Conformance;

/// <summary>
/// Writes values as lines of JSON, each in one call of a stream that somebody else owns: what a kill cuts off is the end of one line. Not thread-safe.
/// </summary>
internal sealed class JsonLineWriter(Stream stream) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null);

    /// <param name="value">One line.</param>
    /// <param name="type">How it is spelled.</param>
    /// <param name="next">A further line in the same call, without its newline; empty for none.</param>
    /// <exception cref="IOException">The stream took it not, or not whole.</exception>
    public void Write<T>(T value, JsonTypeInfo<T> type, ReadOnlySpan<byte> next = default)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        JsonSerializer.Serialize(_json, value, type);
        _line.Write("\n"u8);
        if (!next.IsEmpty)
        {
            _line.Write(next);
            _line.Write("\n"u8);
        }
        stream.Write(_line.WrittenSpan);
    }

    public void Dispose() => _json.Dispose();
}
