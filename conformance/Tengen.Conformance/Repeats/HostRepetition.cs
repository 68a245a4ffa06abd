// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Repeats;

/// <summary>
/// <see cref="Gate.Host"/>: a case that was good is run again in an ordinary host and held against its first run. Outputs that differ although they are
/// promised to repeat decide at once; any other difference has to show in two fresh hosts, else the case is flaky.
/// </summary>
internal sealed class HostRepetition(RunLedger ledger, EvidenceFile evidence)
{
    private const string Advice = "look for what tells processes apart: names, files mapped, environment, guard zones around buffers, or results that depend on addresses; certify with this case as its filter runs it in both";

    /// <param name="lane">Its workers open the device in an ordinary host.</param>
    /// <param name="id">A case that was judged, with evidence.</param>
    /// <param name="cancellation">Interrupts.</param>
    public async Task Repeat(WorkerLane lane, string id, CancellationToken cancellation)
    {
        var first = ledger[id]!;
        var (again, isFinal) = await Once(lane, first, cancellation).ConfigureAwait(false);
        if (!isFinal)
        {
            lane.Retire();
            var (third, _) = await Once(lane, first, cancellation).ConfigureAwait(false);
            again = third.Repeat?.First is not null ? third : again with { Verdict = Verdict.Flaky, Text = $"{again.Text}; in another ordinary host it was as in the first run" };
        }
        ledger.Judged(again);
    }

    /// <returns>What the case came to, and whether another try could not change it.</returns>
    private async Task<(CaseResult Result, bool IsFinal)> Once(WorkerLane lane, CaseResult first, CancellationToken cancellation)
    {
        await lane.Ready(cancellation).ConfigureAwait(false);
        var now = await lane.Judge(first.Case, cancellation).ConfigureAwait(false);
        if (now.Rule == SuiteFaultException.Rule)
            return (first with { Verdict = Verdict.NotRun, Rule = now.Rule, Text = now.Text }, true);
        var comparison = lane.Line is { } line ? RepeatComparison.Of(evidence.Read(first.Evidence!), EvidenceFile.Parse(line)) : new RepeatComparison(0, IsSame: false, null, null);
        var repeat = new HostRepeat(comparison.BitForBit, comparison.IsSame || lane.Line is null ? null : evidence.Append(lane.Line));
        var repeated = first with { Gates = [.. first.Gates, Gate.Host.Name], Repeat = repeat };
        if (comparison.Text is null && now.Verdict == first.Verdict)
            return (repeated, true);
        var text = comparison.Text ?? $"{first.Verdict.Name()} in the suite's own process, {now.Verdict.Name()} there{(now.Text is null ? "" : $": {now.Rule}: {now.Text}")}";
        return (repeated with
        {
            Verdict = comparison.Text is not null || now.Verdict.IsAcceptable() ? Verdict.Fail : now.Verdict,
            Rule = Gate.Host.Name,
            Text = $"in an ordinary host: {text}",
            Hint = Advice,
            Worst = comparison.Worst ?? now.Worst,
            Repeat = repeat with { First = FirstOutcome.Of(first) },
        }, comparison.Text is not null);
    }
}
