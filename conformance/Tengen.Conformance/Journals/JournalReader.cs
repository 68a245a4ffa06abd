// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>
/// Reads the lines of a results file: the only place that parses them. What of a damaged file is of use is the caller's choice; only a last line that a kill
/// cut off is never an error.
/// </summary>
public sealed class JournalReader
{
    private readonly string _path;
    private readonly FileStream? _own;

    /// <param name="path">The file; opened for the time of a reading.</param>
    public JournalReader(string path) => _path = path;

    /// <summary>
    /// For whoever has the file open and locked: a second descriptor of the same file would drop the lock when it closes. Source: fcntl(2), advisory record locking.
    /// </summary>
    internal JournalReader(FileStream own) => (_path, _own) = (own.Name, own);

    /// <summary>True once <see cref="Records"/> came to a last line that was cut off.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>Every line there is, damaged or not.</summary>
    /// <exception cref="ResultsException">The file cannot be read.</exception>
    public IEnumerable<JournalLine> Lines()
    {
        if (_own is not null)
            return Lines(_own);
        return Opened();

        IEnumerable<JournalLine> Opened()
        {
            using var file = Open();
            foreach (var line in Lines(file))
                yield return line;
        }
    }

    /// <summary>Every record with its line number, from 1.</summary>
    /// <exception cref="ResultsException">The file cannot be read, or a line that was not cut off is no record.</exception>
    public IEnumerable<(int Line, JournalRecord Record)> Records()
    {
        foreach (var line in Lines())
            if (line.Record is { } record)
                yield return (line.Number, record);
            else if (line.IsCutOff)
                IsCutOff = true;
            else
                throw new ResultsException(_path, line.Number, line.Fault!);
    }

    private static IEnumerable<JournalLine> Lines(FileStream file) => LineFile.Scan(file).Select((span, i) => JournalLine.Parse(i + 1, LineFile.Read(file, span), span.IsEnded));

    private FileStream Open()
    {
        try
        {
            return new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResultsException(_path, 0, e is FileNotFoundException or DirectoryNotFoundException ? "there is no such results file" : e.Message);
        }
    }
}
