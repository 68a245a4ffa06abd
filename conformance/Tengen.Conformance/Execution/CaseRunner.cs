// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Diagnostics;
using Tengen.Conformance.Contract;
using Tengen.Conformance.Diagnosis;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Official;
using Tengen.Conformance.Probes;
using Tengen.Conformance.Properties;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Execution;

/// <summary>Judges cases on a subject, one at a time. Used by one thread of a worker.</summary>
internal sealed class CaseRunner(ISubject subject, WorkerSettings settings)
{
    private readonly OfficialCases? _official = settings.OfficialCases is { } folder ? new OfficialCases(folder) : null;

    /// <summary>A plugin's words are part of a text: they are one line, and no longer than this.</summary>
    private const int LongestText = 2000;

    public CaseResult Run(string id)
    {
        var clock = Stopwatch.StartNew();
        var result = id.StartsWith(ContractCase.Prefix, StringComparison.Ordinal) ? subject.Submit(id)
            : OfficialCases.IsOfficial(id) ? new OfficialJudge(subject).Run(id, _official!.FolderOf(id))
            : Generated(id);
        return result with
        {
            Seconds = clock.Elapsed.TotalSeconds,
            Rule = result.Rule is { } rule ? PlainText.Line(rule) : null,
            Text = result.Text is { } text ? PlainText.Line(text, LongestText) : null,
            Warnings = subject.TakeWarnings() is { Count: > 0 } warnings ? [.. warnings.Select(warning => PlainText.Line(warning, LongestText))] : null,
        };
    }

    private CaseResult Generated(string id)
    {
        var draft = Case.Parse(id).Draft(settings.Nonce);
        if (NumericsCase.IsOne(draft.Case))
            return NumericsCase.Run(subject, draft.Drawn(), out var outcome) ?? Unjudged(id, outcome);
        var variants = new Lazy<IReadOnlyList<Variant>>(() => Variant.Of(draft.Drawn()));
        return subject.RunEach(draft.Graph, new(() => [.. variants.Value.Select(variant => variant.Inputs), draft.Drawn().Inputs])) switch
        {
            SubjectOutcome.Ran ran => Judge(draft.Drawn(), ran, variants.Value),
            var other => Unjudged(id, other),
        };
    }

    private CaseResult Unjudged(string id, SubjectOutcome outcome) => outcome switch
    {
        SubjectOutcome.Declined declined => new CaseResult { Case = id, Verdict = Verdict.Unsupported, Rule = declined.Rule, Text = declined.Text },
        SubjectOutcome.Broke broke => new CaseResult { Case = id, Verdict = broke.Verdict, Rule = broke.Rule, Text = broke.Text, Gates = [.. subject.Gates] },
        _ => throw new UnreachableException(outcome.ToString()),
    };

    private CaseResult Judge(CaseInstance instance, SubjectOutcome.Ran ran, IReadOnlyList<Variant> variants)
    {
        var expectations = Oracle.Expect(instance.Call, ran.Numerics);
        var random = instance.Case.Data != Case.Integers && DataSets.Parse(instance.Case.Data).RandomLowBits;
        var gates = new HashSet<string>(subject.Gates);
        if (ran.Numerics.Determinism != Determinism.None)
            gates.Add(Gate.Repeatable.Name);
        var judgements = new List<Judgement>();
        var computed = 0;
        for (var i = 0; i < expectations.Length; i++)
            if (expectations[i] is { } expectation)
            {
                var judge = new OutputJudge(expectation, random);
                gates.UnionWith(judge.Gates);
                judgements.Add(judge.Judge(i, ran.Outputs[computed++]));
            }
        foreach (var (variant, outputs) in variants.Zip(ran.Earlier))
            if (variant.IsInForce(ran.Numerics) && variant.Judge(ran.Outputs, outputs) is { } judgement)
            {
                gates.Add(variant.Gate.Name);
                judgements.Add(judgement);
            }
        if (judgements.All(judgement => judgement.Holds) && SignOfZero.Judge(instance.Call, ran.Numerics, ran.Outputs) is { } signs)
        {
            gates.Add(Gate.ZeroSign.Name);
            judgements.Add(signs);
        }
        if (judgements.All(judgement => judgement.Holds) && BatchInvariance.Of(subject, instance, ran.Numerics) is { } batch)
        {
            gates.Add(Gate.Batch.Name);
            judgements.Add(batch.Judge(ran.Outputs));
        }
        if (judgements.All(judgement => judgement.Holds) && PublishedOrder.Judge(instance.Call, ran.Numerics, expectations, ran.Outputs) is { } order)
        {
            gates.Add(Gate.Order.Name);
            judgements.Add(order);
        }
        if (judgements.All(judgement => judgement.Holds) && StreamInvariance.Judge(subject, instance, ran.Numerics, ran.Outputs) is { } streams)
        {
            gates.Add(Gate.Streams.Name);
            judgements.Add(streams);
        }
        if (judgements.All(judgement => judgement.Holds) && Elsewhere.Judge(subject, instance, ran.Numerics, expectations, random, ran.Outputs) is { } elsewhere)
        {
            gates.Add(Gate.Elsewhere.Name);
            judgements.Add(elsewhere);
        }
        if (judgements.All(judgement => judgement.Holds) && Locality.Of(subject, instance, ran.Numerics) is { } locality)
        {
            gates.Add(Gate.Local.Name);
            judgements.Add(locality.Judge(expectations, ran.Outputs));
        }
        var decisive = judgements.FirstOrDefault(judgement => !judgement.Holds);
        var vacuous = decisive is null && Vacuity.IsVacuous(instance.Call, expectations, ran.Numerics, random);
        return new CaseResult
        {
            Case = instance.Case.Id,
            Verdict = decisive is not null ? Verdict.Fail : vacuous ? Verdict.Vacuous : Verdict.Pass,
            Rule = decisive?.Rule,
            Text = decisive?.Text,
            Hint = decisive is { Worst: { } element, Rule: { } rule } && OutputJudge.Judges(rule) ? LikelyCause.Of(instance, expectations, element, ran.Outputs) : null,
            Worst = decisive?.Worst is { } worst ? Placed(worst, expectations, random, ran.Outputs) : null,
            Gates = [.. gates.Order(StringComparer.Ordinal)],
            ErrOverBound = judgements.Count == 0 ? null : judgements.Max(judgement => judgement.ErrOverBound),
            ErrOverStatistical = judgements.Max(judgement => judgement.ErrOverStatistical),
            Rms = judgements.Max(judgement => judgement.Rms),
            Elements = ran.Outputs.Sum(output => output.Count),
        };
    }

    /// <summary>The deciding element, and where all that the same gates reject lie.</summary>
    private static Mismatch Placed(Mismatch worst, ImmutableArray<Expectation?> expectations, bool random, IReadOnlyList<Tensor> outputs)
    {
        var got = outputs[expectations[..worst.Output].Count(expectation => expectation is not null)];
        return worst with { Pattern = RejectionPattern.Of(got.Dims.AsSpan(), new OutputJudge(expectations[worst.Output]!, random).Rejected(got)) };
    }
}
