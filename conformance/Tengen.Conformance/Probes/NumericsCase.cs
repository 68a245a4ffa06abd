// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Probes;

/// <summary>Judges a case whose data are <see cref="DataSets.Numerics"/>: finds out what arithmetic the device has, and holds its declaration to it.</summary>
internal sealed class NumericsCase
{
    private readonly ISubject _subject;
    private readonly CaseInstance _instance;
    private readonly SumVehicle _vehicle;
    private SubjectOutcome? _last;
    private long _sums;

    private NumericsCase(ISubject subject, CaseInstance instance)
    {
        (_subject, _instance) = (subject, instance);
        _vehicle = SumVehicle.Find(instance) ?? throw new InvalidOperationException($"{instance.Case.Id}: no output is a plain sum");
    }

    /// <summary>The result; null when the device refused or broke something, which <paramref name="outcome"/> tells.</summary>
    public static CaseResult? Run(ISubject subject, CaseInstance instance, out SubjectOutcome outcome)
    {
        var probe = new NumericsCase(subject, instance);
        var found = probe.Probe();
        outcome = probe._last!;
        return outcome is SubjectOutcome.Ran ? probe.Result(found) : null;
    }

    private List<ProbedNumeric> Probe()
    {
        Sums([(new double[_vehicle.Count], 1)]);
        if (_last is not SubjectOutcome.Ran { Numerics: var numerics })
            return [];
        if (numerics.Flags.HasFlag(NumericFlags.Normwise))
            return [new("summation", "normwise", "terms are not added as they are: nothing to see", ProbeFinding.Unseen)];
        var order = new OrderProbe(_vehicle, terms => Sums([.. terms.Select(list => (list, 1.0))]));
        var tree = order.Find();
        var found = new List<ProbedNumeric> { DeclarationCheck.Order(numerics, tree, order.Reason) };
        var steps = new ArithmeticProbe(_vehicle, tree);
        if (_last is SubjectOutcome.Ran && Sums(steps.Runs) is { } sums)
            found.AddRange(DeclarationCheck.Steps(numerics, steps.Read(sums), _vehicle.Storage, tree is not null));
        return found;
    }

    private double[]? Sums(IReadOnlyList<(double[] Terms, double Factor)> runs)
    {
        _last = _subject.RunEach(_instance.Graph, [.. runs.Select(run => _vehicle.Inputs(run.Terms, run.Factor))]);
        _sums += runs.Count;
        return _last is SubjectOutcome.Ran ran ? [.. ran.Earlier.Append(ran.Outputs).Select(_vehicle.Read)] : null;
    }

    private CaseResult Result(List<ProbedNumeric> found)
    {
        var wrong = found.Where(item => item.Finding == ProbeFinding.OverClaimed).ToList();
        return new CaseResult
        {
            Case = _instance.Case.Id,
            Verdict = wrong.Count > 0 ? Verdict.Fail : Verdict.Pass,
            Rule = wrong.Count > 0 ? Gate.Numerics.Name : null,
            Text = wrong.Count > 0 ? $"more is declared than the device does: {string.Join("; ", wrong.Select(item => $"{item.Member}: declared {item.Declared}, measured {item.Measured}"))}" : null,
            Hint = wrong.Count > 0 ? $"for {_instance.Case.Op} at {_instance.Case.Type} declare {string.Join(", ", wrong.Select(item => item.Declare))}" : null,
            Gates = [.. _subject.Gates.Append(Gate.Numerics.Name).Order(StringComparer.Ordinal)],
            Probed = [.. found],
            Elements = _sums,
        };
    }
}
