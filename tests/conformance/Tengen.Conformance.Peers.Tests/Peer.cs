// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Peers;

/// <summary>Somebody else's kernels under the suite's cases: what the gates say of code that nobody of this project wrote.</summary>
internal static class Peer
{
    /// <summary>Nonces that draw extents; with TENGEN_PEERS=full all of them, otherwise the first.</summary>
    private static readonly string[] Draws = ["peers", "peers-2", "peers-3", "peers-4", "peers-5", "peers-6", "peers-7", "peers-8"];

    private static bool IsFull => Environment.GetEnvironmentVariable("TENGEN_PEERS") == "full";

    /// <summary>The planned cases that a peer is asked; what is declared of functions, <see cref="FunctionScan"/> holds.</summary>
    private static IEnumerable<string> Planned(Func<Case, bool> asked) => CaseSource.All.Where(item => asked(item) && item.Data != DataSets.Numerics.Name && item.Data != DataSets.Dense.Name).Select(item => item.Id);

    private static IEnumerable<string> Drawn(Func<Case, bool> asked) =>
        Draws.Take(IsFull ? Draws.Length : 1).SelectMany(nonce => DrawnCases.Of(CaseSource.All.Select(item => item.Id), nonce)).Distinct().Where(id => asked(Case.Parse(id)));

    /// <summary>Cases that end the process, which a peer shares, and those whose answers vary from machine to machine are listed as such and left out.</summary>
    private static IReadOnlyList<CaseResult> Judge(ISubject subject, IReadOnlyList<Disagreement> listed, IEnumerable<string> ids)
    {
        var runner = new CaseRunner(subject, new WorkerSettings("peer", 0, new Dictionary<string, string>(), Case.DailyNonce, []));
        return [.. ids.Where(id => !listed.Any(entry => entry.IsLeftOut && entry.Covers(id))).Select(runner.Run)];
    }

    /// <summary>Fails unless every bad verdict is listed and every listed case has the verdict the list says.</summary>
    /// <param name="subject">The peer.</param>
    /// <param name="listed">What is known of it, of planned cases.</param>
    /// <param name="drawn">What is known of it besides, of drawn ones.</param>
    /// <param name="asked">Which cases it is asked: what it has no kernels for need not be made.</param>
    /// <param name="leastPasses">Fewer would mean that nothing was judged.</param>
    public static void Hold(ISubject subject, IReadOnlyList<Disagreement> listed, IReadOnlyList<Disagreement> drawn, Func<Case, bool> asked, int leastPasses)
    {
        var results = Judge(subject, listed, Planned(asked));
        IReadOnlyList<Disagreement> known = [.. listed, .. drawn];
        var others = Judge(subject, known, Drawn(asked));
        var (alarms, surprises) = (new List<string>(), new List<string>());
        foreach (var result in results)
            if (listed.FirstOrDefault(entry => entry.Covers(result.Case)) is { } entry)
            {
                if (result.Verdict != entry.Verdict)
                    surprises.Add($"{result.Case} is {result.Verdict}, listed as {entry.Verdict}: {entry.Reason}");
            }
            else if (!result.Verdict.IsAcceptable())
                alarms.Add(Alarm(result));
        alarms.AddRange(others.Where(result => !result.Verdict.IsAcceptable() && !known.Any(entry => entry.Covers(result.Case) && entry.Verdict == result.Verdict)).Select(Alarm));
        Print(subject, results, listed);
        Print(subject, others, drawn);
        Assert.True(alarms.Count == 0, $"{alarms.Count} alarms\n{string.Join('\n', alarms)}");
        Assert.True(surprises.Count == 0, $"{surprises.Count} surprises\n{string.Join('\n', surprises)}");
        Assert.True(listed.All(entry => entry.IsLeftOut || results.Any(result => entry.Covers(result.Case))), "an entry of the list covers nothing");
        Assert.True(results.Count(result => result.Verdict == Verdict.Pass) >= leastPasses);
    }

    private static string Alarm(CaseResult result) => $"{result.Case}: {result.Rule}: {result.Text} {result.Worst} {result.Hint}";

    private static void Print(ISubject subject, IReadOnlyList<CaseResult> results, IReadOnlyList<Disagreement> listed)
    {
        var verdicts = string.Join(", ", results.CountBy(result => result.Verdict.Name()).Select(pair => $"{pair.Value} {pair.Key}"));
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"{subject.Description}: {results.Count} cases, {verdicts}; {results.Sum(result => result.Elements):N0} elements, {listed.Count} entries in the list");
        var sums = results.Where(result => result.Verdict == Verdict.Pass && OperatorSet.Kernels.Find("", result.Case.Split('/')[0])!.Cases.ProbesSums).ToList();
        if (sums.MaxBy(result => result.ErrOverBound) is { } bound && sums.MaxBy(result => result.ErrOverStatistical) is { } statistical)
            output.WriteLine($"of operators that sum: err/bound {bound.ErrOverBound:0.00} in {bound.Case}, err/(6 sigma + sys) {statistical.ErrOverStatistical:0.00} in {statistical.Case}");
        foreach (var reason in results.Where(result => result.Verdict == Verdict.Unsupported).CountBy(result => $"{result.Rule} {result.Case.Split('/')[0]}"))
            output.WriteLine($"declined {reason.Key}: {reason.Value}");
    }
}
