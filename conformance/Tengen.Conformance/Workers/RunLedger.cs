// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>
/// What is known of a run: the outcome of each case, and which cases had run before it in its process. Each change is in the journal before
/// it is here. Thread-safe.
/// </summary>
internal sealed class RunLedger(Journal journal)
{
    private readonly ConcurrentDictionary<string, CaseResult> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<string>> _processes = [];
    private readonly Dictionary<string, (List<string> Process, int Position)> _places = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public CaseResult? this[string id] => _results.GetValueOrDefault(id);

    public IReadOnlyDictionary<string, CaseResult> Results => _results;

    /// <summary>Takes over what a journal already holds.</summary>
    public void Replay(IEnumerable<JournalRecord> records)
    {
        foreach (var record in records)
        {
            if (record is { Dispatch: { } id, Worker: { } process } && this[id] is null)
                Place(process, id);
            if (record.Result is { } result)
                _results[result.Case] = result;
        }
    }

    public void Dispatched(int process, string id)
    {
        journal.Append(new JournalRecord { Dispatch = id, Worker = process, At = DateTimeOffset.UtcNow });
        if (this[id] is null)
            Place(process, id);
    }

    public void Judged(CaseResult result)
    {
        journal.Append(new JournalRecord { Result = result });
        _results[result.Case] = result;
    }

    /// <summary>The cases that its process had run when the case was judged first, in their order.</summary>
    public IReadOnlyList<string> Before(string id)
    {
        lock (_lock)
        {
            return _places.TryGetValue(id, out var place) ? place.Process[..place.Position] : [];
        }
    }

    private void Place(int process, string id)
    {
        lock (_lock)
        {
            if (!_processes.TryGetValue(process, out var cases))
                _processes[process] = cases = [];
            _places[id] = (cases, cases.Count);
            cases.Add(id);
        }
    }
}
