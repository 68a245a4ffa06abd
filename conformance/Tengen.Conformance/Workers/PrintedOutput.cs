// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Standard output of a worker, to which the suite itself writes nothing: what comes there is a plugin's (TG-P-3). It is counted, and goes on to standard
/// error. Linux. Taking is for one thread.
/// </summary>
internal sealed unsafe partial class PrintedOutput
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const nuint BytesWaiting = 0x541B;
    private const short Readable = 1;
    private const int Shown = 120;
    private readonly Lock _reading = new();
    private readonly int _pipe;
    private readonly nint* _stream;
    private readonly StringBuilder _text = new();
    private long _bytes;

    private PrintedOutput(int pipe)
    {
        _pipe = pipe;
        _stream = NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "stdout", out var stream) ? (nint*)stream : null;
        new Thread(PassOn) { IsBackground = true, Name = "tengen-printed" }.Start();
    }

    /// <summary>Takes descriptor 1 over.</summary>
    /// <exception cref="IOException">The descriptors could not be made.</exception>
    public static PrintedOutput Catch()
    {
        var ends = stackalloc int[2];
        if (Pipe(ends, 0) < 0 || DuplicateTo(ends[1], StandardOutput) < 0)
            throw new IOException($"standard output cannot be watched: error {Marshal.GetLastPInvokeError()}");
        _ = Close(ends[1]);
        return new PrintedOutput(ends[0]);
    }

    /// <summary>What was printed since the last time, what the C library held back included; null when nothing was.</summary>
    public string? Take()
    {
        if (_stream != null)
            _ = Flush(*_stream);
        lock (_reading)
        {
            var waiting = 0;
            while (Control(_pipe, BytesWaiting, &waiting) == 0 && waiting > 0)
                Read();
            if (_bytes == 0)
                return null;
            var text = $"{_bytes} bytes were printed to standard output: '{_text.ToString().TrimEnd()}'";
            _bytes = 0;
            _text.Clear();
            return text;
        }
    }

    private void PassOn()
    {
        var wait = new Poll { File = _pipe, Events = Readable };
        while (Wait(&wait, 1, -1) >= 0 || Marshal.GetLastPInvokeError() == Interrupted)
            lock (_reading)
            {
                var waiting = 0;
                if (Control(_pipe, BytesWaiting, &waiting) < 0 || (waiting == 0 && (wait.Happened & ~Readable) != 0))
                    return;
                if (waiting > 0)
                    Read();
            }
    }

    private const int Interrupted = 4;

    /// <summary>There is something to read.</summary>
    private void Read()
    {
        var chunk = stackalloc byte[1 << 12];
        var count = Read(_pipe, chunk, 1 << 12);
        if (count <= 0)
            return;
        _bytes += count;
        if (_text.Length < Shown)
            _text.Append(Encoding.UTF8.GetString(chunk, (int)Math.Min(count, Shown - _text.Length)));
        _ = Write(StandardError, chunk, count);
    }

    private struct Poll
    {
        public int File;
        public short Events;
        public short Happened;
    }

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateTo(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Wait(Poll* files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int file, nuint request, int* value);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int Flush(nint stream);
}
