// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Tengen.Conformance.Workers;

/// <summary>
/// What a worker writes to standard error: the last lines. Read by a thread of its own, all of it, so that nobody waits for a full pipe; of what
/// comes after the first <see cref="Most"/> bytes of a case only the end of each chunk is looked at.
/// </summary>
internal sealed class LastWords
{
    /// <summary>Bytes a case may write until it counts as a flood: many times what a pipe and a chunk hold of the case before.</summary>
    public const int Most = 1 << 20;

    private const int KeptLines = 12;
    private const int LongestLine = 400;
    private const int Tail = KeptLines * LongestLine;
    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();
    private readonly Thread _thread;
    private long _written;
    private long _before;

    /// <param name="stream">Read until it ends; the owner disposes it.</param>
    public LastWords(Stream stream)
    {
        _thread = new Thread(() => Read(stream)) { IsBackground = true, Name = "tengen-last-words" };
        _thread.Start();
    }

    /// <summary>More was written since <see cref="Begin"/> than a case may.</summary>
    public bool IsFlooded => Interlocked.Read(ref _written) - Interlocked.Read(ref _before) > Most;

    /// <summary>A case begins.</summary>
    public void Begin() => Interlocked.Exchange(ref _before, Interlocked.Read(ref _written));

    /// <summary>The last lines in one; empty when there were none. Waits for the end of the stream, no longer than <paramref name="patience"/>.</summary>
    public string Text(TimeSpan patience)
    {
        _thread.Join(patience);
        lock (_lines)
        {
            return string.Join(" | ", _lines);
        }
    }

    private void Read(Stream stream)
    {
        var chunk = new byte[1 << 16];
        try
        {
            for (int count; (count = stream.Read(chunk)) > 0;)
            {
                Interlocked.Add(ref _written, count);
                var skipped = IsFlooded ? Math.Max(0, count - Tail) : 0;
                foreach (var letter in Encoding.Latin1.GetString(chunk, skipped, count - skipped))
                    Take(letter);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
        Take('\n');
    }

    private void Take(char letter)
    {
        if (letter != '\n')
        {
            if (_line.Length < LongestLine)
                _line.Append(letter);
            return;
        }
        var line = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(_line.ToString())).Trim();
        _line.Clear();
        if (line.Length == 0)
            return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
                _lines.Dequeue();
        }
    }
}
