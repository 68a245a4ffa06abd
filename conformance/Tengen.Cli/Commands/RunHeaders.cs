// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Workers;

namespace Tengen.Cli.Commands;

/// <summary>The first record of every results file that the tool writes.</summary>
internal static class RunHeaders
{
    /// <summary>What a results file says of a run before its first case.</summary>
    public static RunHeader Of(string name, SupervisorSettings settings, CasePlan plan, Shard? shard, bool smoke, Profile? profile, string conditions) => Of(name, settings.Worker, plan, conditions) with
    {
        Shard = shard?.ToString(),
        Smoke = smoke,
        Profile = profile?.Name,
        ProfileHash = profile?.Hash,
        OfficialCases = settings.Worker.OfficialCases,
        Repeats = settings.Repeats,
    };

    /// <summary>What a results file says of a benchmark before its first shape.</summary>
    public static RunHeader OfBench(string name, WorkerSettings first, CasePlan plan, string conditions) => Of(name, first, plan, conditions) with { Speed = true };

    private static RunHeader Of(string name, WorkerSettings worker, CasePlan plan, string conditions) => new()
    {
        Backend = name,
        Plugin = worker.Backend,
        DeviceIndex = worker.DeviceIndex,
        Options = worker.Options,
        Layers = worker.Layers,
        Nonce = worker.Nonce,
        Conditions = conditions,
        Suite = SuiteVersion.Suite,
        CaseVersion = SuiteVersion.Cases,
        Abi = SuiteVersion.Abi,
        PlanHash = plan.Hash,
        Planned = plan.Ids.Count,
        Started = DateTimeOffset.UtcNow,
        Environment = HostEnvironment.Current(),
    };
}
