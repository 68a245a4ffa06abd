// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Journals;

/// <summary>A run as its results file tells it, of <c>certify</c> or of <c>bench</c>: the source of every report. Immutable.</summary>
public sealed record RecordedRun
{
    public required RunHeader Header { get; init; }

    /// <summary>Device and driver, as the backend names them; empty when it was never opened.</summary>
    public required string Device { get; init; }

    /// <summary>What the device says of itself; null when the file does not say.</summary>
    public DeviceIdentity? Identity { get; init; }

    /// <summary>What ties the run to files and conditions outside it; null when the file does not say.</summary>
    public RunPins? Pins { get; init; }

    /// <summary>Files that were mapped into processes that ran the backend, in the order they were seen.</summary>
    public IReadOnlyList<MappedModule> Modules { get; init; } = [];

    /// <summary>What happened to workers, in the order it did.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    public required CasePlan Plan { get; init; }

    /// <summary>What a benchmark measured; null of a run that judges.</summary>
    public BenchReport? Speed { get; init; }

    /// <summary>One for every planned case, in the plan's order; <see cref="Verdict.NotRun"/> where the file has none. Empty of a benchmark.</summary>
    public required IReadOnlyList<CaseResult> Results { get; init; }

    /// <summary>Null when the file does not say how the run ended: it was killed, or goes on.</summary>
    public required RunEnd? End { get; init; }

    /// <summary>How long somebody worked on it: as its end says, or as far as an unended file's times reach.</summary>
    public double Seconds { get => End?.Seconds ?? field; init; }

    /// <summary>Absolute path of the results file.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the results file, lower-case hex; null when the run did not come from a file.</summary>
    public string? Digest { get; init; }

    /// <summary>The last line of the file was cut off.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>Reads a results file; a folder stands for the <c>results.jsonl</c> in it.</summary>
    /// <exception cref="ResultsException">It cannot be read, is damaged, or is of another format.</exception>
    public static RecordedRun Read(string path)
    {
        path = Journal.Locate(path);
        var reader = new JournalReader(path);
        RunHeader? header = null;
        CasePlan? plan = null;
        DeviceOpened? opened = null;
        RunEnd? end = null;
        RunPins? pins = null;
        BenchRun? bench = null;
        var clock = new RunClock();
        var (speeds, ratios) = (new List<BenchResult>(), new List<BenchRatio>());
        var modules = new List<MappedModule>();
        var incidents = new List<Incident>();
        var results = new Dictionary<string, CaseResult>(StringComparer.Ordinal);
        foreach (var (line, record) in reader.Records())
        {
            if (header is null != record.Run is not null)
                throw new ResultsException(path, line, header is null ? "a results file begins with the record 'run'" : "a second run begins here: one file holds one run");
            header ??= Checked(record.Run!, path, line);
            clock.Take(record);
            if (record.Plan is { } ids)
                plan = Checked(ids, header, path, line);
            if (record.Result is { } result)
                results[result.Case] = result;
            opened ??= record.Opened;
            end = record.End ?? (record.Dispatch is null ? end : null);
            pins ??= record.Pins;
            bench ??= record.Bench;
            if (record.Speed is { } speed)
                speeds.Add(speed);
            if (record.Ratio is { } ratio)
                ratios.Add(ratio);
            if (record.Module is { } module)
                modules.Add(module);
            if (record.Incident is { } incident)
                incidents.Add(incident);
        }
        if (header is null)
            throw new ResultsException(path, 0, "the file is empty");
        if (plan is null)
            throw new ResultsException(path, 0, "the record 'plan' is missing: the run ended before its first case");
        if (header.Speed && bench is null)
            throw new ResultsException(path, 0, "the record 'bench' is missing: the run ended before its first shape");
        return new RecordedRun
        {
            Header = header,
            Speed = header.Speed ? new BenchReport(header, bench!, speeds, ratios, path) : null,
            Device = opened?.Device ?? "",
            Identity = opened?.Identity,
            Pins = pins,
            Modules = modules,
            Incidents = incidents,
            Plan = plan,
            Results = header.Speed ? [] : InOrder(plan, results),
            End = end,
            Seconds = clock.Seconds,
            Path = path,
            Digest = DigestOf(path),
            IsCutOff = reader.IsCutOff,
        };
    }

    /// <summary>Results in the plan's order; a case without one was not run.</summary>
    public static IReadOnlyList<CaseResult> InOrder(CasePlan plan, IReadOnlyDictionary<string, CaseResult> results) =>
        [.. plan.Ids.Select(id => results.GetValueOrDefault(id) ?? new CaseResult { Case = id, Verdict = Verdict.NotRun })];

    private static string DigestOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static RunHeader Checked(RunHeader header, string path, int line) => header.Format == RunHeader.CurrentFormat
        ? header
        : throw new ResultsException(path, line, $"written in format {header.Format} by suite {header.Suite}; this build reads format {RunHeader.CurrentFormat}");

    private static CasePlan Checked(IReadOnlyList<string> ids, RunHeader header, string path, int line)
    {
        try
        {
            var plan = new CasePlan(ids);
            return plan.Hash == header.PlanHash ? plan : throw new ResultsException(path, line, $"the plan's hash is {plan.Hash}, the header says {header.PlanHash}");
        }
        catch (ArgumentException e)
        {
            throw new ResultsException(path, line, e.Message);
        }
    }
}
