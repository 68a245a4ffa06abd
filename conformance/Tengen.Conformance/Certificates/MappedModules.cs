// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Certificates;

/// <summary>
/// Keeps, in the journal, every file that is seen mapped as code in a worker: read from outside the worker, whose code may lie. What is mapped and unmapped
/// between two looks is not seen. Linux only; elsewhere nothing is. Thread-safe.
/// </summary>
public sealed class MappedModules(Journal journal)
{
    private readonly HashSet<int> _met = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Looks at a process that it has not met before.</summary>
    /// <exception cref="JournalException">A module could not be written down.</exception>
    public void Meet(int process)
    {
        lock (_lock)
        {
            if (!_met.Add(process))
                return;
        }
        Look(process);
    }

    /// <summary>Looks at a process; one that has ended shows nothing.</summary>
    /// <exception cref="JournalException">A module could not be written down.</exception>
    public void Look(int process)
    {
        foreach (var path in Executable($"/proc/{process}/maps"))
            lock (_lock)
            {
                if (_seen.Add(path))
                    journal.Append(new JournalRecord { Module = Digest(path) });
            }
    }

    private static List<string> Executable(string maps)
    {
        try
        {
            return [.. File.ReadLines(maps).Select(PathOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The path of a line <c>address perms offset dev inode path</c> that is a file with executable pages, or a managed assembly.</summary>
    internal static string? PathOf(string line)
    {
        var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 6)
            return null;
        var path = fields[5].Trim();
        return path.StartsWith('/') && (fields[1].Contains('x', StringComparison.Ordinal) || path.EndsWith(".dll", StringComparison.Ordinal)) && !path.StartsWith("/memfd:", StringComparison.Ordinal) ? path : null;
    }

    private static MappedModule Digest(string path)
    {
        try
        {
            return new MappedModule(path, new FileInfo(path).Length, FileDigest.Of(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MappedModule(path, -1, null);
        }
    }
}
