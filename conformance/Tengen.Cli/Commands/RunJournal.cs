// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;

namespace Tengen.Cli.Commands;

/// <summary>The results file of a run: a new one, or that of a run that was interrupted or killed.</summary>
internal static class RunJournal
{
    /// <summary>Begins a file under <paramref name="folder"/>, or a new folder when that is null, with header and plan as its first lines.</summary>
    /// <exception cref="UsageException">The folder holds another run.</exception>
    public static Journal Begin(string? folder, RunHeader header, CasePlan plan)
    {
        var file = Path.Combine(folder ?? ResultsFolder.New(header.Backend), Journal.FileName);
        if (new FileInfo(file) is { Exists: true, LinkTarget: null, Length: > 0 })
            throw new UsageException($"'{file}' holds the results of an earlier run", "choose another folder with --results, go on with it by --resume, or remove that file");
        var journal = new Journal(file);
        journal.Append(new JournalRecord { Run = header });
        journal.Append(new JournalRecord { Plan = plan.Ids });
        return journal;
    }

    /// <summary>Goes on with the run in <paramref name="results"/>, a results file or its folder.</summary>
    /// <exception cref="UsageException">There is none, or it was made under other conditions.</exception>
    /// <exception cref="JournalException">The file is in use or damaged.</exception>
    public static (Journal Journal, IReadOnlyList<JournalRecord> Records) Resume(string results, RunHeader header, CasePlan plan)
    {
        var path = Journal.Locate(results);
        if (!File.Exists(path))
            throw new UsageException($"there is no results file '{path}' to go on with", "certify without --resume begins one");
        var (journal, records) = Opened(path);
        var differences = records is [{ Run: { } before }, ..] ? RunConditions.Differences(before, header).ToList() : ["the file does not begin with the header of a run"];
        if (differences.Count > 0)
        {
            journal.Dispose();
            throw new UsageException($"'{path}' is another run: {string.Join("; ", differences)}", "give the same backend, options, filters and nonce, or certify without --resume");
        }
        if (!records.Any(record => record.Plan is not null))
            journal.Append(new JournalRecord { Plan = plan.Ids });
        return (journal, records);
    }

    /// <summary>A damaged file is not one that cannot be written: it says what is wrong with it.</summary>
    private static (Journal Journal, IReadOnlyList<JournalRecord> Records) Opened(string path)
    {
        try
        {
            return Journal.Resume(path);
        }
        catch (JournalException e) when (e.InnerException is ResultsException damage)
        {
            throw new UsageException(damage.Message, "certify without --resume begins a new file");
        }
    }
}
