// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Merging;

/// <summary>Proves that the parts of a sharded run are the run, and makes one of them.</summary>
public static class ShardMerge
{
    private const int Named = 5;

    /// <param name="parts">Runs under <c>--shard</c>, in any order.</param>
    /// <param name="path">Where the merged run will stand.</param>
    /// <returns>
    /// The whole: the header without a shard, begun when the first part was and ended when the last part was; its seconds are the sum of the parts'.
    /// </returns>
    /// <exception cref="MergeException">A part or a case is missing or there twice, or the parts were made under different conditions.</exception>
    public static RecordedRun Of(IReadOnlyList<RecordedRun> parts, string path)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var first = parts[0];
        var shards = parts.Select(ShardOf).ToList();
        foreach (var part in parts)
            if (RunConditions.Differences(Whole(first.Header), Whole(part.Header)).ToList() is { Count: > 0 } differences)
                throw new MergeException($"'{first.Path}' and '{part.Path}' are parts of different runs: {string.Join("; ", differences)}");
        foreach (var part in parts)
            if (Tied(first, part).ToList() is { Count: > 0 } differences)
                throw new MergeException($"'{first.Path}' and '{part.Path}' are parts of different runs: {string.Join("; ", differences)}");
        var count = shards[0].Count;
        if (shards.Find(shard => shard.Count != count) is { } other)
            throw new MergeException($"'{first.Path}' is part {shards[0]}, and there is a part {other} of another division");
        if (shards.GroupBy(shard => shard.Number).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new MergeException($"part {twice.Key}/{count} is there {twice.Count()} times");
        if (Enumerable.Range(1, count).Except(shards.Select(shard => shard.Number)).ToList() is { Count: > 0 } absent)
            throw new MergeException($"{absent.Count} of {count} parts are missing: {Some(absent.Select(number => $"{number}/{count}"))}", isIncomplete: true);

        var results = new Dictionary<string, CaseResult>(StringComparer.Ordinal);
        foreach (var (part, shard) in parts.Zip(shards))
            Take(part, shard, results);
        var merged = RecordedRun.InOrder(first.Plan, results);
        return new RecordedRun
        {
            Header = Whole(first.Header) with { Started = parts.Min(part => part.Header.Started) },
            Device = string.Join(" | ", parts.Select(part => part.Device).Distinct()),
            Pins = Pins(parts),
            Incidents = [.. parts.SelectMany(part => part.Incidents)],
            Identity = parts.Select(part => part.Identity).Distinct().Count() == 1 ? first.Identity : null,
            Plan = first.Plan,
            Results = merged,
            End = new RunEnd(parts.Max(part => part.End?.Finished ?? part.Header.Started), parts.Sum(part => part.Seconds), Summary.Count(merged)),
            Path = path,
        };
    }

    private static IEnumerable<string> Tied(RecordedRun one, RecordedRun other) =>
        one.Pins is { } there && other.Pins is { } here ? PinDifferences.OfFiles(there, here) : one.Pins is null == other.Pins is null ? [] : ["only one of them is pinned to files"];

    /// <summary>Machines of a cluster have variables of their own: one that differs has the values of all parts.</summary>
    private static RunPins? Pins(IReadOnlyList<RecordedRun> parts) => parts[0].Pins is not { } first ? null : first with
    {
        Variables = new SortedDictionary<string, string>(parts.SelectMany(part => part.Pins!.Variables.Keys).Distinct().ToDictionary(
            name => name, name => string.Join(" | ", parts.Select(part => part.Pins!.Variables.GetValueOrDefault(name, "")).Distinct())), StringComparer.Ordinal),
    };

    private static void Take(RecordedRun part, Shard shard, Dictionary<string, CaseResult> results)
    {
        var own = shard.Of(part.Plan).Ids.ToHashSet(StringComparer.Ordinal);
        if (part.Results.Where(result => result.Verdict != Verdict.NotRun && !own.Contains(result.Case)).Select(result => result.Case).ToList() is { Count: > 0 } foreign)
            throw new MergeException($"'{part.Path}' is part {shard} and has results of other parts: {Some(foreign)}");
        if (part.Results.Where(result => result.Verdict == Verdict.NotRun && own.Contains(result.Case)).Select(result => result.Case).ToList() is { Count: > 0 } missing)
            throw new MergeException($"part {shard} in '{part.Path}' has no result of {missing.Count} of its {own.Count} cases: {Some(missing)}", isIncomplete: true);
        foreach (var result in part.Results.Where(result => own.Contains(result.Case)))
            results.Add(result.Case, result);
    }

    private static Shard ShardOf(RecordedRun part) =>
        part.Header.Shard is { } text && Shard.Parse(text) is { } shard ? shard : throw new MergeException($"'{part.Path}' is no part: it was not made with --shard");

    private static RunHeader Whole(RunHeader header) => header with { Shard = null };

    private static string Some(IEnumerable<string> names) =>
        names.ToList() is { Count: > Named } many ? $"{string.Join(", ", many.Take(Named))} and {many.Count - Named} more" : string.Join(", ", names);
}
