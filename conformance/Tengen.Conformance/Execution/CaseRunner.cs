// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Diagnostics;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Official;
using Tengen.Conformance.Contract;
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
    /// <summary>A simulated cause explains what was computed when it comes this close, and closer than the plain kernel does.</summary>
    private const double ExplainedDistance = 1e-6;

    private readonly OfficialCases? _official = settings.OfficialCases is { } folder ? new OfficialCases(folder) : null;

    public CaseResult Run(string id)
    {
        var clock = Stopwatch.StartNew();
        var result = id.StartsWith(ContractCase.Prefix, StringComparison.Ordinal) ? subject.Submit(id)
            : OfficialCases.IsOfficial(id) ? new OfficialJudge(subject).Run(id, _official!.FolderOf(id))
            : Generated(id);
        return result with { Seconds = clock.Elapsed.TotalSeconds };
    }

    private CaseResult Generated(string id)
    {
        var instance = Case.Parse(id).Materialise(settings.Nonce);
        return subject.Run(instance.Graph, instance.Inputs) switch
        {
            SubjectOutcome.Ran ran => Judge(instance, ran),
            SubjectOutcome.Declined declined => new CaseResult { Case = id, Verdict = Verdict.Unsupported, Rule = declined.Rule, Text = declined.Text },
            SubjectOutcome.Broke broke => new CaseResult { Case = id, Verdict = broke.Verdict, Rule = broke.Rule, Text = broke.Text, Gates = [.. subject.Gates] },
            var other => throw new UnreachableException(other.ToString()),
        };
    }

    private CaseResult Judge(CaseInstance instance, SubjectOutcome.Ran ran)
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
            Hint = decisive is null ? null : Hint(instance, decisive, ran),
            Worst = decisive?.Worst,
            Gates = [.. gates.Order(StringComparer.Ordinal)],
            ErrOverBound = judgements.Count == 0 ? null : judgements.Max(judgement => judgement.ErrOverBound),
            ErrOverStatistical = judgements.Max(judgement => judgement.ErrOverStatistical),
            Rms = judgements.Max(judgement => judgement.Rms),
            Elements = ran.Outputs.Sum(output => output.Count),
        };
    }

    /// <summary>The likely cause: the planted bug or wrong declaration whose simulation comes closest to what was computed.</summary>
    private static string? Hint(CaseInstance instance, Judgement decisive, SubjectOutcome.Ran ran)
    {
        if (decisive.Worst is not { } worst || !ran.Outputs[0].Type.IsFloat)
            return null;
        var plain = Distance(Oracle.Simulate(instance.Call, new Simulation()), ran.Outputs);
        foreach (var (cause, simulation) in Causes)
            if (Distance(Oracle.Simulate(instance.Call, simulation), ran.Outputs) is var apart && apart < ExplainedDistance && apart < plain / 2)
                return cause;
        return double.IsNaN(worst.Got) != double.IsNaN(worst.Want) ? "NaN is lost or invented" : null;
    }

    private static readonly (string Cause, Simulation Simulation)[] Causes =
    [
        ("looks like a sum that leaves out its last term", new Simulation { Bug = PlantedBug.DropsLastTerm }),
        ("looks like sums kept in f16: declare the accumulator or widen it", new Simulation { Accumulator = Formats.Float16 }),
        ("looks like sums kept in bf16: declare the accumulator or widen it", new Simulation { Accumulator = Formats.BFloat16 }),
        ("looks like inputs rounded to bf16: declare the demotion", new Simulation { Demotion = Formats.BFloat16 }),
        ("looks like inputs rounded to tf32: declare the demotion", new Simulation { Demotion = Formats.Tf32 }),
    ];

    /// <summary>Mean difference of the first outputs over their mean size; infinite where they cannot be compared.</summary>
    private static double Distance(ImmutableArray<Tensor?> simulated, IReadOnlyList<Tensor> computed)
    {
        if (simulated[0] is not { } tensor || tensor.Count != computed[0].Count || tensor.Type != computed[0].Type)
            return double.PositiveInfinity;
        double error = 0, size = 0;
        for (long i = 0; i < tensor.Count; i++)
        {
            var (a, b) = (Reference.Elements.Element.Real(tensor, i), Reference.Elements.Element.Real(computed[0], i));
            if (!double.IsFinite(a) || !double.IsFinite(b))
                continue;
            error += Math.Abs(a - b);
            size += Math.Abs(b);
        }
        return size > 0 ? error / size : double.PositiveInfinity;
    }
}
