// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Certificates;

/// <summary>
/// Keeps, in the journal, every file that is seen mapped as code in a worker: read from outside the worker, whose code may lie. What is mapped and unmapped
/// between two looks is not seen. Linux only; elsewhere nothing is. Thread-safe.
/// </summary>
/// <param name="journal">Where they are kept.</param>
/// <param name="plugin">The file that the run is tied to; null where it is tied to none.</param>
public sealed class MappedModules(Journal journal, PinnedFile? plugin = null)
{
    private const string Gone = " (deleted)";
    private readonly HashSet<int> _met = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Looks at a process that it has not met before.</summary>
    /// <exception cref="JournalException">A module could not be written down.</exception>
    /// <exception cref="WorkerStartException">The plugin's file is not the one that the run is tied to, or its code is from a file that has gone.</exception>
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
    /// <exception cref="WorkerStartException">As of <see cref="Meet"/>.</exception>
    public void Look(int process)
    {
        var mapped = Executable($"/proc/{process}/maps");
        if (plugin is not null)
            Hold(plugin, mapped);
        foreach (var path in mapped)
            lock (_lock)
            {
                if (_seen.Add(path))
                    journal.Append(new JournalRecord { Module = Digest(path) });
            }
    }

    /// <summary>A plugin may put another file in its place once it is loaded: what is certified is the file, what was judged is what is mapped.</summary>
    private static void Hold(PinnedFile plugin, IReadOnlyList<string> mapped)
    {
        if (mapped.FirstOrDefault(path => path.EndsWith(Gone, StringComparison.Ordinal) && Path.GetFileName(path[..^Gone.Length]) == Path.GetFileName(plugin.Path)) is { } gone)
            throw new WorkerStartException($"'{plugin.Path}' was replaced in the course of the run: a worker runs code of {gone}");
        if (Digest(plugin.Path).Sha256 is var now && now != plugin.Sha256)
            throw new WorkerStartException($"'{plugin.Path}' was changed in the course of the run: its digest was {plugin.Sha256} when it began, and is {now ?? "that of no file that can be read"}");
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
