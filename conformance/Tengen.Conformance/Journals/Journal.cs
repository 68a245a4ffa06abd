// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Conformance.Journals;

/// <summary>
/// The results file: JSON lines, appended and handed to the operating system one by one, so that a kill of any process loses no line
/// that <see cref="Append"/> has returned from. Thread-safe. Owned by the supervisor.
/// </summary>
public sealed class Journal : IDisposable
{
    /// <summary>The name of a results file in its folder.</summary>
    public const string FileName = "results.jsonl";

    private readonly FileStream _file;
    private readonly Lock _lock = new();

    /// <summary>Creates the file. </summary>
    /// <exception cref="JournalException">The folder cannot be made or written to.</exception>
    public Journal(string path)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(path, e);
        }
    }

    public string Path { get; }

    /// <exception cref="JournalException">The line could not be written (disk full).</exception>
    public void Append(JournalRecord record)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(record, ConformanceJson.Default.JournalRecord);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        lock (_lock)
        {
            try
            {
                _file.Write(line);
            }
            catch (IOException e)
            {
                throw new JournalException(Path, e);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }
}
