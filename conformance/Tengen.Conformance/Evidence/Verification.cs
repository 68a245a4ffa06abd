// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Contract;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Official;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Repeats;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Waivers;

namespace Tengen.Conformance.Evidence;

/// <summary>
/// Holds a recorded run against itself: the plan and the profile that it names, and the verdicts that its evidence gives when they are computed
/// again. Offline recomputation proves arithmetic, not that a device produced the outputs.
/// </summary>
public sealed class Verification
{
    private static readonly Lazy<HashSet<string>> Catalogue = new(() => [.. CaseCatalogue.Ids]);
    private readonly RunFiles _run;

    public Verification(RunFiles run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _run = run;
        Profile = run.Header.Profile is { } name ? ProfileLibrary.Find(name) : null;
        Plan = new CasePlan(run.Planned.Distinct(StringComparer.Ordinal));
        Faults.AddRange(run.DamagedLines.Select(line => new VerificationFault("results", "results.damaged", $"line {line} of the results file is no record")));
        CheckPlan();
        CheckProfile();
        CheckEvidence();
        Faults.AddRange(RepeatCheck.Of(run));
        CheckBeside("profile.json", run.Header.ProfileHash);
        CheckBeside(WaiverFile.FileName, run.Pins?.WaiversSha256);
    }

    /// <summary>The plan as written.</summary>
    public CasePlan Plan { get; }

    /// <summary>The profile that the run is to be judged by; null when there is none, or this suite has none of that name.</summary>
    public Profile? Profile { get; }

    /// <summary>What does not hold, in the order it was found.</summary>
    public List<VerificationFault> Faults { get; } = [];

    /// <summary>Cases of the plan that have no result.</summary>
    public int Missing => Plan.Ids.Count(id => _run.Find(id) is null or { Verdict: Verdict.NotRun });

    /// <summary>Cases whose verdict follows from recorded outputs, in plan order.</summary>
    public IEnumerable<string> Computable => Plan.Ids.Where(id => _run.Find(id) is { Evidence: not null, Verdict: not Verdict.Flaky });

    /// <summary>Verdicts that cannot be computed again, by kind: what was observed beside the device and left no outputs.</summary>
    public IReadOnlyDictionary<string, int> Observed => new SortedDictionary<string, int>(
        Plan.Ids.Select(_run.Find).OfType<CaseResult>().Where(result => (result.Evidence is null && !NeedsEvidence(result)) || result.Verdict == Verdict.Flaky)
            .GroupBy(result => IsContract(result) ? "contract case" : result.Verdict.Name())
            .ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal);

    /// <summary>Takes what a replay made of a case.</summary>
    public void Take(CaseResult again)
    {
        ArgumentNullException.ThrowIfNull(again);
        var then = Unwaived(_run.Find(again.Case)!);
        if (again.Rule?.StartsWith("evidence.", StringComparison.Ordinal) == true)
            Faults.Add(new VerificationFault(again.Case, again.Rule, again.Text ?? ""));
        else if (again.Verdict != then.Verdict)
            Faults.Add(new VerificationFault(again.Case, "verdict", $"the results say {then.Verdict.Name()}, the evidence gives {again.Verdict.Name()}{(again.Text is null ? "" : $": {again.Text}")}"));
        else if (Differences(then, again) is { Length: > 0 } names)
            Faults.Add(new VerificationFault(again.Case, "figures", $"the verdict is the same, and these figures are not: {names}"));
    }

    /// <summary>The result as it was judged, before a waiver and before it was repeated in an ordinary host.</summary>
    private static CaseResult Unwaived(CaseResult result) => HostRepeat.Undone(result.Waiver is { } waiver ? result with { Verdict = waiver.Judged, Waiver = null } : result);

    private static bool NeedsEvidence(CaseResult result) => CaseEvidence.IsOwed(Unwaived(result));

    private static bool IsContract(CaseResult result) => result.Case.StartsWith(ContractCase.Prefix, StringComparison.Ordinal);

    /// <summary>A file that may lie beside the results, as in a package.</summary>
    private void CheckBeside(string name, string? sha256)
    {
        var path = Path.Combine(Path.GetDirectoryName(_run.Path)!, name);
        if (File.Exists(path) && FileDigest.Of(path) is var digest && digest != sha256)
            Faults.Add(new VerificationFault(name, "file.digest", $"its digest is {digest}, the results say {sha256 ?? "that there is none"}"));
    }

    private void CheckEvidence()
    {
        Faults.AddRange(_run.Results.Where(result => result is { Verdict: Verdict.Unsupported, Evidence: null } && _run.HasEvidenceOf(result.Case))
            .Select(result => new VerificationFault(result.Case, "evidence.unclaimed", "it is said to be unsupported, and there are outputs that the device computed in it")));
        var without = _run.Results.Where(result => result.Evidence is null && NeedsEvidence(result)).ToList();
        if (without.Count > 0 && !File.Exists(_run.EvidencePath))
            Faults.Add(new VerificationFault("evidence", CaseEvidence.Missing, $"the run kept no evidence: {without.Count} verdicts cannot be computed again"));
        else
            Faults.AddRange(without.Select(result => new VerificationFault(result.Case, CaseEvidence.Missing, $"{result.Verdict.Name()} without outputs that show it")));
    }

    /// <summary>Members of a result that follow from evidence and differ.</summary>
    private static string Differences(CaseResult then, CaseResult again)
    {
        var (a, b) = (Figures(then), Figures(again));
        return string.Join(", ", a.EnumerateObject().Select(member => member.Name).Union(b.EnumerateObject().Select(member => member.Name))
            .Where(name => !(a.TryGetProperty(name, out var one) && b.TryGetProperty(name, out var other) && JsonElement.DeepEquals(one, other))));
    }

    private static JsonElement Figures(CaseResult result) =>
        JsonSerializer.SerializeToElement(result with { Seconds = 0, Evidence = null, Hint = null, Smallest = null, Tries = 1, After = null, Warnings = null }, ConformanceJson.Default.CaseResult);

    private void CheckPlan()
    {
        if (Plan.Hash != _run.Header.PlanHash || Plan.Ids.Count != _run.Header.Planned)
            Faults.Add(new VerificationFault("plan", "plan.hash", $"the {Plan.Ids.Count} planned cases hash to {Plan.Hash}, the header says {_run.Header.Planned} and {_run.Header.PlanHash}"));
        var planned = Plan.Ids.ToHashSet(StringComparer.Ordinal);
        Faults.AddRange(_run.Results.Where(result => !planned.Contains(result.Case)).Select(result => new VerificationFault(result.Case, "plan.stranger", "it was judged and not planned")));
        var drawn = Plan.Ids.Where(id => !OfficialCases.IsOfficial(id) && !Catalogue.Value.Contains(id)).ToList();
        if (drawn.Count > 0)
            Faults.AddRange(drawn.Except(Profile?.Under(_run.Header.Nonce) ?? CaseCatalogue.Under(_run.Header.Nonce), StringComparer.Ordinal)
                .Select(id => new VerificationFault(id, "plan.unknown", "this suite has no such case, and draws none under the nonce")));
    }

    private void CheckProfile()
    {
        if (_run.Header.Profile is not { } name)
            return;
        if (Profile is null)
            Faults.Add(new VerificationFault("profile", "profile.unknown", $"this suite has no profile {name}"));
        else if (Profile.Hash != _run.Header.ProfileHash)
            Faults.Add(new VerificationFault("profile", "profile.hash", $"{name} hashes to {Profile.Hash}, the header says {_run.Header.ProfileHash}"));
        else if (!Profile.Under(_run.Header.Nonce).SequenceEqual(Plan.Ids))
            Faults.Add(new VerificationFault("profile", "profile.cases", $"the planned cases are not those of {name} and those that the nonce draws for it"));
    }
}

/// <summary>Something of a recorded run that does not hold.</summary>
/// <param name="Where">A case's id, or <c>results</c>, <c>plan</c>, <c>profile</c>.</param>
/// <param name="Rule">What was checked.</param>
/// <param name="Text">How it fails, in one sentence.</param>
public sealed record VerificationFault(string Where, string Rule, string Text);
