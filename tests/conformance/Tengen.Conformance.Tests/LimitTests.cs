// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests;

/// <summary>What a worker may take of the machine, and what the journal says when it takes more.</summary>
public sealed class LimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static List<(IncidentKind Kind, string Case)> Incidents(ScriptedWorker worker) =>
        [.. new JournalReader(worker.JournalPath).Records().Select(line => line.Record.Incident).OfType<Incident>().Select(incident => (incident.Kind, incident.Case))];

    [Fact]
    public async Task A_case_that_takes_too_much_memory_is_named_and_its_process_killed()
    {
        using var worker = new ScriptedWorker("""[ "$id" = c1 ] && lost=$(head -c 150000000 /dev/zero | tr '\0' a); pass pass""");
        worker.Settings = worker.Settings with { MemoryLimit = 100 << 20, CaseLimit = TimeSpan.FromMinutes(1) };
        var results = await worker.Run(Cancellation, "c0", "c1", "c2", "c3");
        Assert.Equal([Verdict.Pass, Verdict.Crash, Verdict.Pass, Verdict.Pass], results.Select(result => result.Verdict));
        Assert.Equal("limit.memory", results[1].Rule);
        Assert.Contains("memory limit of 100 MiB exceeded", results[1].Text, StringComparison.Ordinal);
        Assert.Equal([(IncidentKind.Memory, "c1"), (IncidentKind.Memory, "c1")], Incidents(worker));
    }

    [Fact]
    public async Task A_flood_of_its_standard_streams_is_read_and_told_and_costs_no_verdict()
    {
        using var worker = new ScriptedWorker("""[ "$id" = c1 ] && { head -c 9000000 /dev/zero | tr '\0' x >&2; echo >&2; }; [ "$id" = c2 ] && { echo "vendor: the end" >&2; exit 9; }; pass pass""");
        worker.Settings = worker.Settings with { Workers = 1 };
        var results = await worker.Run(Cancellation, "c0", "c1", "c2");
        Assert.Equal([Verdict.Pass, Verdict.Pass, Verdict.Crash], results.Select(result => result.Verdict));
        Assert.Contains("vendor: the end", results[2].Text, StringComparison.Ordinal);
        Assert.Equal([(IncidentKind.Flood, "c1"), (IncidentKind.Crash, "c2"), (IncidentKind.Crash, "c2")], Incidents(worker));
    }
}
