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
    public static RunHeader Of(string name, SupervisorSettings settings, CasePlan plan, Shard? shard, bool smoke, Profile? profile, string conditions) => new()
    {
        Backend = name,
        Plugin = settings.Worker.Backend,
        DeviceIndex = settings.Worker.DeviceIndex,
        Options = settings.Worker.Options,
        Layers = settings.Worker.Layers,
        Nonce = settings.Worker.Nonce,
        Conditions = conditions,
        Suite = SuiteVersion.Suite,
        CaseVersion = SuiteVersion.Cases,
        Abi = SuiteVersion.Abi,
        PlanHash = plan.Hash,
        Planned = plan.Ids.Count,
        Shard = shard?.ToString(),
        Smoke = smoke,
        Profile = profile?.Name,
        ProfileHash = profile?.Hash,
        OfficialCases = settings.Worker.OfficialCases,
        Started = DateTimeOffset.UtcNow,
        Environment = HostEnvironment.Current(),
    };
}
