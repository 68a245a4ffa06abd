// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tengen.Conformance.Mutants.Source;
using Tengen.Conformance.Official;
using Tengen.Conformance.Workers;
using Tengen.Conformance.Zoo;
using Tengen.Tests;

namespace Tengen.Conformance.Mutants;

/// <summary>Asks mutants the cases of the operators that call their function, each until it is killed. A process that ends, by a crash or for want of fuel, is a kill.</summary>
internal sealed class MutantTrial
{
    /// <summary>TENGEN_MUTANTS_SECONDS: after that no further mutant is asked.</summary>
    private static readonly TimeSpan Limit = Environment.GetEnvironmentVariable("TENGEN_MUTANTS_SECONDS") is { } text ? TimeSpan.FromSeconds(int.Parse(text, CultureInfo.InvariantCulture)) : TimeSpan.MaxValue;

    private static readonly WorkerCommand Command = new(Repository.Tool, "worker");
    private readonly IReadOnlyList<string> _folders = TestData.FindNodeCases();
    private readonly IReadOnlyList<Mutant> _all;
    private readonly string _library;
    private readonly string _seen = Path.Combine(TestFolder.New("mutants-seen"), "seen");

    /// <param name="all">Every mutant there is.</param>
    public MutantTrial(IReadOnlyList<Mutant> all)
    {
        _all = all;
        File.WriteAllBytes(_seen, new byte[all.Count + 1]);
        _library = MutatedLibrary.Build(all, _seen);
    }

    /// <param name="chosen">The mutants that are asked.</param>
    /// <param name="meetsOnnx">They are also asked the official cases of their operators.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <returns>What became of those that were asked, now or according to the journal: of all, unless the time was up.</returns>
    public async Task<IReadOnlyList<Fate>> Run(IReadOnlyList<Mutant> chosen, bool meetsOnnx, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var journal = new FateJournal(_all);
        var plan = ZooPlan.Everything(meetsOnnx ? _folders : []);
        var cases = await Cases(plan, cancellation);
        var queue = new ConcurrentQueue<Mutant>(chosen.Where(mutant => journal.Of(mutant) is null));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(async _ =>
        {
            using var keeper = NewKeeper();
            while (Stopwatch.GetElapsedTime(started) < Limit && queue.TryDequeue(out var mutant))
            {
                var own = cases[(mutant.File, mutant.Function)].ToList();
                var operators = own.Select(plan.OperatorOf).ToHashSet();
                var official = plan.Official.Where(item => operators.Contains(item.Value)).Select(item => item.Key).Order(StringComparer.Ordinal);
                var record = await keeper.Ask(Of(mutant), [.. own, .. official], plan.OperatorOf, untilKilled: true, cancellation);
                journal.Add(Fate.Of(mutant, File.ReadAllBytes(_seen)[mutant.Number] != 0, record));
            }
        }));
        return [.. chosen.Select(journal.Of).OfType<Fate>()];
    }

    private Keeper NewKeeper() => new(Command, _library, _folders.Count == 0 ? null : Path.GetDirectoryName(_folders[0]));

    private static Inhabitant Of(Mutant? mutant) => new(mutant?.Device ?? "mutant-0", mutant is null, mutant is null ? Inhabitant.Order : "mutants", mutant?.Name ?? "", mutant?.Number ?? 0, IsTimed: false);

    /// <summary>The cases of each function: those of an operator and type whose first case calls it.</summary>
    private async Task<ILookup<(string File, string Function), string>> Cases(ZooPlan plan, CancellationToken cancellation)
    {
        var groups = plan.For(Of(null)).Where(id => !OfficialCases.IsOfficial(id)).ToLookup(ZooPlan.GroupOf);
        var calls = new List<(Mutant Mutant, string Group)>();
        using var keeper = NewKeeper();
        var unchanged = await keeper.Ask(Of(null), Watched(plan.FirstOfEachGroup, calls), plan.OperatorOf, untilKilled: false, cancellation);
        Assert.True(!unchanged.Alarms.Any(), string.Join('\n', unchanged.Alarms.Take(3).Select(alarm => $"mutant-0, which is no mutant: {alarm.Case}: {alarm.Verdict} {alarm.Rule} {alarm.Text}")));
        return calls.Select(call => (Function: (call.Mutant.File, call.Mutant.Function), call.Group)).Distinct()
            .SelectMany(call => groups[call.Group].Select(id => (call.Function, Id: id))).ToLookup(item => item.Function, item => item.Id);
    }

    /// <summary>Looks, after each case has been asked, which positions it passed, and leaves the page of positions empty.</summary>
    private IEnumerable<string> Watched(IEnumerable<string> ids, List<(Mutant, string)> calls)
    {
        using var file = new FileStream(_seen, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var page = new byte[_all.Count + 1];
        foreach (var id in ids)
        {
            yield return id;
            file.Position = 0;
            file.ReadExactly(page);
            calls.AddRange(_all.Where(mutant => page[mutant.Number] != 0).Select(mutant => (mutant, ZooPlan.GroupOf(id))));
            file.Position = 0;
            file.Write(new byte[page.Length]);
        }
    }
}
