// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Tiers;

namespace Tengen.Conformance.Certificates;

/// <summary>Whether a benchmark is that of a certified plugin, and what may be claimed by it.</summary>
public static class SpeedRules
{
    private const string Same = "benchmark the plugin and the device that were certified, with the same suite, options and layers";

    /// <param name="run">The run to be certified; has pins, a plugin among them.</param>
    /// <param name="speed">The benchmark.</param>
    /// <exception cref="CertificateException">It is that of something else, does not hold, or gives no tier: figure, rule, next step.</exception>
    public static SpeedClaims Claims(RunFiles run, SpeedFile speed)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(speed);
        var (header, pins, report) = (run.Header, run.Pins!, speed.Run.Speed!);
        if (speed.Run.End is not { } end)
            throw Refused(new("the benchmark", "tier.incomplete", "its file does not say that it ended", "run the benchmark again to its end"));
        foreach (var (name, there, here) in ((string, string?, string?)[])
        [
            ("suite", report.Run.Suite, header.Suite), ("version of the cases", $"{report.Run.CaseVersion}", $"{header.CaseVersion}"), ("ABI", report.Run.Abi, header.Abi),
            ("suite's files", report.Bench.SuiteSha256, pins.SuiteSha256), ("layers", string.Join(' ', report.Run.Layers), string.Join(' ', header.Layers)),
        ])
            if (there != here)
                throw Refused(new("the benchmark", "tier.suite", $"{name} '{there}' in the benchmark, '{here}' in the run", Same));
        var backend = Backend(run, report);
        var tiers = new SpeedTiers(report, backend);
        return (tiers.Obstacle ?? FigureCheck.Find(report, backend)) is { } obstacle ? throw Refused(obstacle) : new SpeedClaims
        {
            Sets = tiers.Sets,
            Roof = tiers.OwnRoof ? SpeedClaims.OwnPrograms : SpeedClaims.HostProbes,
            Peaks = backend.Peaks ?? report.Bench.Host,
            Environment = report.Run.Environment,
            Conditions = report.Bench.Environment,
            Variables = report.Bench.Variables ?? new Dictionary<string, string>(),
            MerkleRoot = speed.MerkleRoot,
            Started = report.Run.Started,
            Finished = end.Finished,
        };
    }

    private static BenchBackend Backend(RunFiles run, BenchReport report)
    {
        var plugin = run.Pins!.PluginSha256;
        if (report.Bench.Backends.Where(backend => backend.Sha256 == plugin).ToList() is not { Count: > 0 } same)
            throw Refused(new(report.Bench.Backends[0].Name, "tier.plugin", $"the plugin that was measured has the digest {string.Join(", ", report.Bench.Backends.Select(backend => backend.Sha256))}, the certified one {plugin}", Same));
        if (run.Identity is null || same.Where(backend => backend.Identity == run.Identity).ToList() is not { Count: > 0 } device)
            throw Refused(new(same[0].Name, "tier.device", $"the device that was measured is {same[0].Identity}, the certified one {run.Identity}", Same));
        return device.Find(backend => Options(backend.Options) == Options(run.Header.Options))
            ?? throw Refused(new(device[0].Name, "tier.options", $"options '{Options(device[0].Options)}' in the benchmark, '{Options(run.Header.Options)}' in the run", Same));
    }

    private static string Options(IReadOnlyDictionary<string, string> options) =>
        string.Join(' ', options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={option.Value}"));

    private static CertificateException Refused(TierObstacle obstacle) => new($"no speed tier: {obstacle}", obstacle.Next);
}
