// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>What the results of a run depend on: only runs that agree in all of it may have their results side by side.</summary>
public static class RunConditions
{
    /// <summary>What differs, in words; empty when the runs agree.</summary>
    public static IEnumerable<string> Differences(RunHeader there, RunHeader here)
    {
        ArgumentNullException.ThrowIfNull(there);
        ArgumentNullException.ThrowIfNull(here);
        return from pin in Of(there).Zip(Of(here))
               where pin.First.Value != pin.Second.Value
               select $"{pin.First.Name} '{pin.First.Value}' there, '{pin.Second.Value}' here";
    }

    private static IEnumerable<(string Name, string? Value)> Of(RunHeader run) =>
    [
        ("format", $"{run.Format}"),
        ("plugin", run.Plugin),
        ("device", $"{run.DeviceIndex}"),
        ("suite", run.Suite),
        ("case version", $"{run.CaseVersion}"),
        ("abi", run.Abi),
        ("plan", run.PlanHash),
        ("nonce", run.Nonce),
        ("options", string.Join(' ', run.Options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={option.Value}"))),
        ("layers", string.Join(' ', run.Layers)),
        ("profile", run.Profile),
        ("profile hash", run.ProfileHash),
        ("shard", run.Shard),
        ("smoke", $"{run.Smoke}"),
        ("repeats in an ordinary host", $"{run.Repeats}"),
        ("speed", $"{run.Speed}"),
        ("official cases", run.OfficialCases),
    ];
}
