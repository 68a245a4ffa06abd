// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Lines from a worker, read by a thread of their own so that no pool thread waits for a silent process. A line longer than
/// <see cref="LongestLine"/>, or more lines at a time than anybody can have asked for, end the reading: they are not from the suite.
/// </summary>
internal sealed class ReplyReader
{
    private const int LongestLine = 1 << 26;
    private const int MostWaiting = 64;
    private readonly Channel<byte[]> _lines = Channel.CreateUnbounded<byte[]>();

    /// <param name="stream">Read until it ends; the owner disposes it.</param>
    public ReplyReader(Stream stream) => new Thread(() => Read(stream)) { IsBackground = true, Name = "tengen-replies" }.Start();

    /// <summary>True when something came that nobody has asked for.</summary>
    public bool HasLine => _lines.Reader.Count > 0;

    /// <summary>The next line; null when the worker closed its end.</summary>
    /// <exception cref="JsonException">What came is longer than any reply, or more than anybody asked for.</exception>
    public async Task<byte[]?> Next(CancellationToken cancellation)
    {
        try
        {
            return await _lines.Reader.ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException e) when (e.InnerException is JsonException broken)
        {
            throw broken;
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    /// <exception cref="JsonException">The line is no reply.</exception>
    public static WorkerReply Parse(byte[] line) => JsonSerializer.Deserialize(line, ConformanceJson.Default.WorkerReply) ?? throw new JsonException("null is no reply");

    private void Read(Stream stream)
    {
        var line = new ArrayBufferWriter<byte>();
        var chunk = new byte[1 << 16];
        try
        {
            for (int count; (count = stream.Read(chunk)) > 0;)
            {
                var rest = chunk.AsSpan(0, count);
                for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
                {
                    line.Write(rest[..end]);
                    _lines.Writer.TryWrite(line.WrittenSpan.ToArray());
                    line.ResetWrittenCount();
                }
                line.Write(rest);
                if (line.WrittenCount > LongestLine || _lines.Reader.Count > MostWaiting)
                {
                    _lines.Writer.TryComplete(new JsonException("too much was written to the protocol channel"));
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
        _lines.Writer.TryComplete();
    }
}
