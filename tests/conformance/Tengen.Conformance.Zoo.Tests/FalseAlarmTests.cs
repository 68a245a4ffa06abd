// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Conformance.Explanations;
using Tengen.Tests;

namespace Tengen.Conformance.Zoo;

/// <summary>No twin is accused in ten million element checks. On request: TENGEN_ZOO=full; docs/false-alarms.md is written with TENGEN_UPDATE=1.</summary>
public sealed class FalseAlarmTests(Census census)
{
    private const long ElementChecks = 10_000_000;
    private const string File = "docs/false-alarms.md";

    [Fact]
    public async Task No_twin_is_accused_in_ten_million_element_checks()
    {
        Assert.SkipUnless(Effort.IsFull, "asked for with TENGEN_ZOO=full: a quarter of an hour");
        Assert.SkipUnless(census.Records.Count > 0, "the native parts are not built: cmake -B build && cmake --build build");
        Inhabitant[] twins = [.. census.Records.Select(record => record.Who).Where(who => who is { IsLegal: true, IsTimed: false })];
        var found = twins.ToDictionary(who => who.Name, who => new FalseAlarms(who));
        var nonces = 0;
        for (; found.Values.Sum(twin => twin.Elements) < ElementChecks; nonces++)
            await Round($"false-alarms-{nonces + 1}", twins, found);
        var page = MarkdownPage.Of(FalseAlarms.Page([.. twins.Select(who => found[who.Name])], nonces), "TENGEN_ZOO=full, TENGEN_UPDATE=1 and Tengen.Conformance.Zoo.Tests", "measured on request");
        if (Effort.Updates)
            System.IO.File.WriteAllText(Repository.PathOf(File), page);
        Assert.Empty(found.Values.SelectMany(twin => twin.Alarms));
    }

    private async Task Round(string nonce, IEnumerable<Inhabitant> twins, Dictionary<string, FalseAlarms> found)
    {
        var queue = new ConcurrentQueue<Inhabitant>(twins);
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(async _ =>
        {
            using var keeper = Census.NewKeeper(nonce);
            while (queue.TryDequeue(out var who))
                found[who.Name].Add(nonce, await keeper.Ask(who, census.Plan.For(who, nonce), census.Plan.OperatorOf, untilKilled: false, TestContext.Current.CancellationToken));
        }));
    }
}
