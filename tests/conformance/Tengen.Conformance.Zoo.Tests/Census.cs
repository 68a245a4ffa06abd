// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Tests;

[assembly: AssemblyFixture(typeof(Tengen.Conformance.Zoo.Census))]

namespace Tengen.Conformance.Zoo;

/// <summary>Every configuration of the zoo, judged once for all tests.</summary>
public sealed class Census : IAsyncLifetime
{
    /// <summary>A race is looked for this many times.</summary>
    private const int Tries = 5;
    private static readonly WorkerCommand Command = new(Repository.Tool, "worker");
    private static readonly string Plugin = Repository.PathOf("build/plugins/libtengen_zoo.so");

    /// <summary>In the zoo's order; empty where the native parts are not built.</summary>
    internal IReadOnlyList<Record> Records { get; private set; } = [];

    internal bool HasOfficialCases { get; private set; }

    /// <summary>The cases that were asked; unset where there are no records.</summary>
    internal ZooPlan Plan { get; private set; } = null!;

    /// <summary>A keeper of data under another nonce.</summary>
    internal static Keeper NewKeeper(string nonce) => new(Command, Plugin, null, nonce);

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Plugin))
            return;
        var devices = await PluginInventory.Ask(Command, Plugin, [], new Dictionary<string, string>(), TimeSpan.FromSeconds(60), CancellationToken.None);
        Inhabitant[] everyone = [.. devices.Select((device, turn) => Inhabitant.Of(device.Name, device.Note, device.Tier, turn))];
        var folders = TestData.FindNodeCases();
        HasOfficialCases = folders.Count > 0;
        var plan = Plan = await Narrow(ZooPlan.Everything(folders), everyone.First(who => who.IsLegal));
        var queue = new ConcurrentQueue<Inhabitant>(everyone.Where(who => !Hangs(who)).OrderBy(who => who.Family == Inhabitant.Contract ? 0 : who.IsLegal ? 1 : 2));
        var records = new ConcurrentDictionary<string, Record>();
        await Task.WhenAll([
            .. everyone.Where(Hangs).Select(who => Work(new ConcurrentQueue<Inhabitant>([who]), plan, folders, records)),
            .. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Work(queue, plan, folders, records)),
        ]);
        Records = [.. everyone.Select(who => records[who.Name])];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Keeper NewKeeper(IReadOnlyList<string> folders) => new(Command, Plugin, folders.Count == 0 ? null : Path.GetDirectoryName(folders[0]));

    /// <summary>A twin that takes all that the zoo knows says which cases are worth asking.</summary>
    private static async Task<ZooPlan> Narrow(ZooPlan plan, Inhabitant twin)
    {
        using var keeper = NewKeeper([]);
        var probe = await keeper.Ask(twin, plan.FirstOfEachGroup, plan.OperatorOf, untilKilled: false, CancellationToken.None);
        return plan.Within(probe.Results.Where(result => result is not { Verdict: Verdict.Unsupported, Rule: "query.Op" or "query.DType" }).Select(result => ZooPlan.GroupOf(result.Case)).ToHashSet());
    }

    private static async Task Work(ConcurrentQueue<Inhabitant> queue, ZooPlan plan, IReadOnlyList<string> folders, ConcurrentDictionary<string, Record> records)
    {
        using var keeper = NewKeeper(folders);
        while (queue.TryDequeue(out var who))
            records[who.Name] = await Judge(keeper, who, plan);
    }

    /// <summary>It only waits, and has a keeper of its own.</summary>
    private static bool Hangs(Inhabitant who) => who.Name.StartsWith("hang", StringComparison.Ordinal);

    private static async Task<Record> Judge(Keeper keeper, Inhabitant who, ZooPlan plan)
    {
        if (who.Family == Inhabitant.Recognition)
            return await HostTrial.Run(Command, Plugin, who, CancellationToken.None);
        var record = await keeper.Ask(who, plan.For(who), plan.OperatorOf, !Effort.IsComplete, CancellationToken.None);
        for (var tries = 1; tries < Tries && who is { IsLegal: false, IsTimed: true } && !record.Kills.Any(); tries++)
            record = await keeper.Ask(who, plan.For(who), plan.OperatorOf, !Effort.IsComplete, CancellationToken.None);
        return who.Family == Inhabitant.Speed && !record.Kills.Any() && (Effort.IsComplete || !who.IsLegal) ? record with { Bench = await SpeedTrial.Run(Command, Plugin, who, CancellationToken.None) } : record;
    }
}
