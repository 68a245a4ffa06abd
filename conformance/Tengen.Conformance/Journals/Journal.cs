// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>
/// The results file: JSON lines, appended and handed to the operating system one by one, so that a kill of any process loses no line
/// that <see cref="Append"/> has returned from. Thread-safe. Owned by the supervisor; no second process can write to it meanwhile.
/// </summary>
public sealed class Journal : IDisposable
{
    /// <summary>The name of a results file in its folder.</summary>
    public const string FileName = "results.jsonl";

    private readonly FileStream _file;
    private readonly JsonLineWriter _lines;
    private readonly Lock _lock = new();

    /// <summary>Begins a file.</summary>
    /// <exception cref="JournalException">The folder cannot be made or written to, or the file holds another run.</exception>
    public Journal(string path)
        : this(path, FileMode.OpenOrCreate)
    {
        if (_file is not { CanSeek: true, Length: > 0 })
            return;
        _file.Dispose();
        throw new JournalException(path, new IOException("it holds the results of another run"));
    }

    private Journal(string path, FileMode mode)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            _file = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            _lines = new JsonLineWriter(_file);
            if (!OperatingSystem.IsMacOS())
                _file.Lock(0, long.MaxValue);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(path, e);
        }
    }

    public string Path { get; }

    /// <summary>The absolute path of a results file that is named itself or by its folder; it need not exist.</summary>
    public static string Locate(string results) =>
        System.IO.Path.GetFullPath(Directory.Exists(results) ? System.IO.Path.Combine(results, FileName) : results);

    /// <summary>Goes on with a file whose writer was stopped or killed. A last line that was cut off is taken away.</summary>
    /// <returns>The journal, and the records that it holds.</returns>
    /// <exception cref="JournalException">There is no such file, another process writes to it, or a line before the last is no record.</exception>
    public static (Journal Journal, IReadOnlyList<JournalRecord> Records) Resume(string path)
    {
        var journal = new Journal(path, FileMode.Open);
        try
        {
            var lines = new JournalReader(journal._file).Lines().TakeWhile(line => line.IsEnded).ToList();
            if (lines.Find(line => line.Record is null) is { } damaged)
                throw new ResultsException(path, damaged.Number, damaged.Fault!);
            journal._file.SetLength(lines.Sum(line => line.Bytes.Length + 1L));
            journal._file.Seek(0, SeekOrigin.End);
            return (journal, [.. lines.Select(line => line.Record!)]);
        }
        catch (Exception e) when (e is IOException or ResultsException)
        {
            journal.Dispose();
            throw new JournalException(path, e);
        }
    }

    /// <exception cref="JournalException">The line could not be written (disk full).</exception>
    public void Append(JournalRecord record)
    {
        lock (_lock)
        {
            try
            {
                _lines.Write(record, ConformanceJson.Default.JournalRecord);
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
            _lines.Dispose();
            _file.Dispose();
        }
    }
}
