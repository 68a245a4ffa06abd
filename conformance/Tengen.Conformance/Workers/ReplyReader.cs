// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text.Json;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Lines from a worker, read by a thread of their own so that no pool thread waits for a silent process. Whoever waits for a line goes on in that
/// thread: an answer wakes one thread and no more. A line longer than <see cref="LongestLine"/>, or more lines at a time than anybody can have
/// asked for, end the reading: they are not from the suite.
/// </summary>
internal sealed class ReplyReader
{
    private const int LongestLine = 1 << 26;
    private const int MostWaiting = 64;
    private readonly Queue<byte[]> _lines = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<byte[]?>? _asked;
    private Task<byte[]?>? _end;

    /// <param name="stream">Read until it ends; the owner disposes it.</param>
    public ReplyReader(Stream stream) => new Thread(() => Read(stream)) { IsBackground = true, Name = "tengen-replies" }.Start();

    /// <summary>True when something came that nobody has asked for.</summary>
    public bool HasLine
    {
        get
        {
            lock (_lock)
                return _lines.Count > 0;
        }
    }

    /// <summary>The next line, in order; null when the worker closed its end. Asked for by one at a time.</summary>
    /// <exception cref="JsonException">What came is longer than any reply, or more than anybody asked for.</exception>
    public Task<byte[]?> Next()
    {
        lock (_lock)
            return _lines.TryDequeue(out var line) ? Task.FromResult<byte[]?>(line) : _end ?? (_asked = new()).Task;
    }

    /// <summary>What somebody waits for; null when nobody does.</summary>
    public Task<byte[]?>? Awaited
    {
        get
        {
            lock (_lock)
                return _asked?.Task;
        }
    }

    /// <summary>Ends a wait, which goes on in the caller's thread with <paramref name="reason"/>, or as if the worker had closed its end; one that has ended is left alone.</summary>
    public void GiveUp(Task<byte[]?> awaited, Exception? reason)
    {
        TaskCompletionSource<byte[]?> asked;
        lock (_lock)
        {
            if (_asked is null || _asked.Task != awaited)
                return;
            (asked, _asked) = (_asked, null);
        }
        if (reason is null)
            asked.SetResult(null);
        else
            asked.SetException(reason);
    }

    /// <exception cref="JsonException">The line is no reply.</exception>
    public static WorkerReply Parse(byte[] line) => JsonSerializer.Deserialize(line, ConformanceJson.Default.WorkerReply) ?? throw new JsonException("null is no reply");

    private void Read(Stream stream)
    {
        var line = new ArrayBufferWriter<byte>();
        var chunk = new byte[1 << 16];
        var end = Task.FromResult<byte[]?>(null);
        try
        {
            for (int count; (count = stream.Read(chunk)) > 0 && end.IsCompletedSuccessfully;)
                if (!Keep(chunk.AsSpan(0, count), line))
                    end = Task.FromException<byte[]?>(new JsonException("too much was written to the protocol channel"));
                else
                    Answer();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
        lock (_lock)
            _end = end;
        Answer();
    }

    /// <summary>All lines of a chunk before the first of them is answered with: what nobody asked for is seen then.</summary>
    private bool Keep(ReadOnlySpan<byte> chunk, ArrayBufferWriter<byte> line)
    {
        lock (_lock)
        {
            for (int end; (end = chunk.IndexOf((byte)'\n')) >= 0; chunk = chunk[(end + 1)..])
            {
                line.Write(chunk[..end]);
                _lines.Enqueue(line.WrittenSpan.ToArray());
                line.ResetWrittenCount();
            }
            line.Write(chunk);
            return line.WrittenCount <= LongestLine && _lines.Count <= MostWaiting;
        }
    }

    private void Answer()
    {
        TaskCompletionSource<byte[]?> asked;
        Task<byte[]?> answer;
        lock (_lock)
        {
            if (_asked is null || (_lines.Count == 0 && _end is null))
                return;
            (asked, _asked) = (_asked, null);
            answer = _lines.TryDequeue(out var line) ? Task.FromResult<byte[]?>(line) : _end!;
        }
        asked.SetFromTask(answer);
    }
}
