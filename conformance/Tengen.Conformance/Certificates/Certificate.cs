// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Certificates;

/// <summary>A certificate follows from a run's files, from who signs it and when, and from nothing else: so that it can be made again and compared.</summary>
public static class Certificate
{
    /// <summary>Beside <c>results.jsonl</c>.</summary>
    public const string FileName = "certificate.json";

    /// <summary>What a run's files say, as a statement. Judges nothing: see <see cref="CertificateRules"/>.</summary>
    /// <param name="run">Has pins, a plugin among them, and an end.</param>
    /// <param name="by">Who ran it, self-declared.</param>
    /// <param name="signed">When it is signed.</param>
    /// <param name="speed">A benchmark of the same plugin; null when none is claimed.</param>
    /// <exception cref="CertificateException">The benchmark gives no tier, or is that of something else.</exception>
    public static Statement Of(RunFiles run, string by, DateTimeOffset signed, SpeedFile? speed = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (header, pins, end) = (run.Header, run.Pins!, run.End!);
        var recorded = Recorded(run);
        var summary = Summary.Of(recorded);
        var declared = Declared(run);
        var tiers = speed is null ? null : SpeedRules.Claims(run, speed);
        var groups = recorded.Results.GroupBy(result => Group(result.Case)).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return new Statement(
            Statement.StatementType,
            [ResourceDescriptor.Of(Path.GetFileName(header.Plugin), pins.PluginSha256!)],
            Statement.TestResultType,
            new TestResult(
                recorded.Results.Any(result => result.Verdict == Verdict.Waived) ? "WARNED" : "PASSED",
                Configuration(header, pins),
                [.. groups.Where(group => group.Any(Passed) && group.All(result => result.Verdict is Verdict.Pass or Verdict.Unsupported)).Select(group => group.Key)],
                [.. groups.Where(group => group.Any(result => result.Verdict is Verdict.Vacuous or Verdict.Waived)).Select(group => group.Key)],
                [.. groups.Where(group => group.Any(result => !result.Verdict.IsAcceptable())).Select(group => group.Key)],
                new CertificateClaims
                {
                    Profile = header.Profile ?? "declared",
                    NumericsClass = declared.All(IsDefault) ? "default" : "declared",
                    Numerics = declared,
                    DeterminismClass = DeterminismClass.Of(declared, summary.Gates),
                    SpeedTier = tiers?.Text ?? "not measured",
                    Speed = tiers,
                    Verdicts = summary.Verdicts,
                    NotLookedAt = Blind.Of(recorded.Results),
                    Waived = recorded.Results.Where(result => result.Waiver is not null).ToDictionary(result => result.Case, result => result.Waiver!),
                    Gates = summary.Gates,
                    VacuousShare = summary.VacuousShare,
                    WorstErrOverBound = summary.WorstErrOverBound,
                    Elements = summary.Elements,
                    Suite = header.Suite,
                    CaseVersion = header.CaseVersion,
                    Abi = header.Abi,
                    MerkleRoot = run.MerkleRoot(),
                    Device = run.Device,
                    Identity = run.Identity,
                    DeviceIndex = header.DeviceIndex,
                    Options = header.Options,
                    Layers = header.Layers,
                    Environment = header.Environment,
                    Variables = pins.Variables,
                    Nonce = header.Nonce,
                    NonceOrigin = pins.NonceOrigin,
                    IssuedNonce = pins.IssuedNonce,
                    Modules = run.Modules,
                    SelfDeclaredBy = by,
                    Started = header.Started,
                    Finished = end.Finished,
                    Signed = signed,
                }));
    }

    public static byte[] Serialize(Statement statement) => JsonSerializer.SerializeToUtf8Bytes(statement, StatementJson.Default.Statement);

    /// <summary>The statement in an envelope, whoever signed it; null when it holds none.</summary>
    public static Statement? In(DsseEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        try
        {
            var statement = envelope.PayloadType == Statement.PayloadType ? JsonSerializer.Deserialize(envelope.Payload, StatementJson.Default.Statement) : null;
            return statement is { Type: Statement.StatementType, PredicateType: Statement.TestResultType, Predicate.Tengen: not null } ? statement : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The run for the reports' arithmetic.</summary>
    internal static RecordedRun Recorded(RunFiles run)
    {
        var plan = new CasePlan(run.Planned.Distinct(StringComparer.Ordinal));
        return new RecordedRun
        {
            Header = run.Header,
            Device = run.Device,
            Plan = plan,
            Results = [.. plan.Ids.Select(id => run.Find(id) ?? new CaseResult { Case = id, Verdict = Verdict.NotRun })],
            End = run.End,
            Path = run.Path,
        };
    }

    private static bool Passed(CaseResult result) => result.Verdict == Verdict.Pass;

    private static bool IsDefault(Numerics numerics) => JsonSerializer.Serialize(numerics with { Determinism = Determinism.None }, StatementJson.Default.Numerics) == JsonSerializer.Serialize(Numerics.Default, StatementJson.Default.Numerics);

    private static List<ResourceDescriptor> Configuration(RunHeader header, RunPins pins)
    {
        var files = new List<ResourceDescriptor> { ResourceDescriptor.Of("suite", pins.SuiteSha256), ResourceDescriptor.Of("plan", header.PlanHash) };
        if (header is { Profile: { } profile, ProfileHash: { } hash })
            files.Add(ResourceDescriptor.Of($"profile {profile}", hash));
        if (pins.WaiversSha256 is { } waivers)
            files.Add(ResourceDescriptor.Of("waivers", waivers));
        return files;
    }

    private static string Group(string id) => id.Split('/') is [var op, var type, _, ..] ? $"{op}/{type}" : id.Split('/')[0];

    private static List<Numerics> Declared(RunFiles run)
    {
        var distinct = new SortedDictionary<string, Numerics>(StringComparer.Ordinal);
        foreach (var numerics in run.Planned.SelectMany(id => Runs(run, id)).Select(answer => answer.Numerics).OfType<Numerics>())
        {
            var bare = numerics with { Op = "", Type = DType.Opaque };
            distinct.TryAdd(JsonSerializer.Serialize(bare, StatementJson.Default.Numerics), bare);
        }
        return [.. distinct.Values];
    }

    private static IReadOnlyList<RunEvidence> Runs(RunFiles run, string id)
    {
        try
        {
            return run.Find(id)?.Evidence is null ? [] : run.EvidenceOf(id).Runs;
        }
        catch (EvidenceException)
        {
            return [];
        }
    }
}
