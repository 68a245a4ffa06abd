// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>
/// Adds up how long somebody worked on a run, from the times in its records: a run that was interrupted or killed and taken up again has several stretches, and what lies
/// between them does not count. A stretch that was killed ends with its last record that has a time.
/// </summary>
public sealed class RunClock
{
    private double _before;
    private DateTimeOffset? _began;
    private DateTimeOffset _last;

    /// <summary>Of all stretches so far.</summary>
    public double Seconds => _before + (_began is { } began ? Math.Max(0, (_last - began).TotalSeconds) : 0);

    public static double Of(IEnumerable<JournalRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var clock = new RunClock();
        foreach (var record in records)
            clock.Take(record);
        return clock.Seconds;
    }

    /// <summary>The next record of the file.</summary>
    public void Take(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.End is { } end)
            (_before, _began) = (end.Seconds, null);
        else if ((record.Run?.Started ?? record.Resumed) is { } start)
            (_before, _began, _last) = (Seconds, start, start);
        else if (record.At is { } at && at > _last)
            _last = at;
    }
}
