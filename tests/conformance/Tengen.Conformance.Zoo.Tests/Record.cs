// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Official;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Zoo;

/// <summary>What became of one configuration: the results of the cases it was asked, in order.</summary>
internal sealed record Record(Inhabitant Who, IReadOnlyList<CaseResult> Results)
{
    private IEnumerable<CaseResult> Own => Results.Where(result => !OfficialCases.IsOfficial(result.Case));

    /// <summary>Official cases whose outputs were judged: not those that ended in memory out of bounds, or in two runs that differ.</summary>
    private IEnumerable<CaseResult> Official => Results.Where(result => OfficialCases.IsOfficial(result.Case) && result.Verdict is (Verdict.Pass or Verdict.Fail));

    /// <summary>What <c>tengen bench</c> finds where certify finds nothing.</summary>
    public string? Bench { get; init; }

    public bool IsCaught => Bench is not null || Kills.Any();

    /// <summary>Cases of the suite that it did not refuse.</summary>
    public int Asked => Own.Count(result => result.Verdict != Verdict.Unsupported);

    public IEnumerable<CaseResult> Kills => Own.Where(result => !result.Verdict.IsAcceptable() && result.Verdict != Verdict.NotRun);

    public IEnumerable<CaseResult> Alarms => Results.Where(result => !result.Verdict.IsAcceptable());

    public int Passes => Own.Count(result => result.Verdict == Verdict.Pass);

    public long Elements => Results.Sum(result => result.Elements);

    public double WorstErrOverBound => Own.Max(result => result.ErrOverBound) ?? 0;

    public int OfficialAsked => Official.Count();

    /// <summary>Official cases whose outputs ONNX's own rule (rtol 1e-3, atol 1e-7) accepts.</summary>
    public int OfficialAccepted => Official.Count(result => result.Rule != OfficialJudge.OnnxRule);

    public bool PassesOnnxRule => OfficialAsked > 0 && OfficialAccepted == OfficialAsked;

    /// <summary>The rule of a numeric failure, the verdict and the rule of any other.</summary>
    public static string Killer(CaseResult kill) => kill.Verdict == Verdict.Fail ? kill.Rule! : $"{kill.Verdict.Name()} {kill.Rule}".TrimEnd();
}
