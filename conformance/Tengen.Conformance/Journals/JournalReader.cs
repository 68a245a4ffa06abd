// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Conformance.Journals;

/// <summary>Reads the lines of a results file. A last line that a kill cut off is left out and remembered; any other damage is an error.</summary>
public sealed class JournalReader(string path)
{
    /// <summary>True once the end was reached and the last line was cut off.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>Every record with its line number, from 1.</summary>
    /// <exception cref="ResultsException">The file cannot be read, or a line is no record.</exception>
    public IEnumerable<(int Line, JournalRecord Record)> Records()
    {
        using var reader = Open();
        var number = 0;
        for (var line = reader.ReadLine(); line is not null; number++)
        {
            var next = reader.ReadLine();
            if (Parse(line, number + 1, isLast: next is null) is { } record)
                yield return (number + 1, record);
            line = next;
        }
    }

    private StreamReader Open()
    {
        try
        {
            return new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResultsException(path, 0, e.Message);
        }
    }

    private JournalRecord? Parse(string line, int number, bool isLast)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ConformanceJson.Default.JournalRecord) ?? throw new ResultsException(path, number, "null is no record of a results file");
        }
        catch (JsonException e)
        {
            if (isLast && number > 1 && line.StartsWith('{') && !EndsWithNewline())
            {
                IsCutOff = true;
                return null;
            }
            throw new ResultsException(path, number, $"no record of a results file: {Reason(e)}");
        }
    }

    /// <summary>The message without the position, which counts lines from the start of this one.</summary>
    private static string Reason(JsonException e) => e.Message.Split(" Path: $", 2)[0];

    private bool EndsWithNewline()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
