// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Probes;

/// <summary>
/// Judges a case whose data are <see cref="DataSets.Numerics"/>, a sum, or <see cref="DataSets.Dense"/>, a function: finds out what arithmetic
/// the device has, and holds its declaration to it.
/// </summary>
internal sealed class NumericsCase(ISubject subject, CaseInstance instance)
{
    private SubjectOutcome? _last;
    private long _elements;

    public static bool IsOne(Case item) => item.Data == DataSets.Numerics.Name || item.Data == DataSets.Dense.Name;

    /// <summary>The result; null when the device refused or broke something, which <paramref name="outcome"/> tells.</summary>
    /// <exception cref="FormatException">The case has no sum to probe.</exception>
    public static CaseResult? Run(ISubject subject, CaseInstance instance, out SubjectOutcome outcome)
    {
        var probe = new NumericsCase(subject, instance);
        var found = instance.Case.Data == DataSets.Dense.Name ? probe.Function() : probe.Sum(SumVehicle.Find(instance) ?? throw new FormatException($"'{instance.Case.Id}': no output is a plain sum of three terms or more"));
        outcome = probe._last!;
        return outcome is SubjectOutcome.Ran ? probe.Result(found) : null;
    }

    private List<ProbedNumeric> Function()
    {
        _last = subject.Run(instance.Graph, instance.Inputs);
        if (_last is not SubjectOutcome.Ran ran)
            return [];
        _elements = ran.Outputs[0].Count;
        return [FunctionProbe.Measure(instance, ran.Outputs[0], ran.Numerics)];
    }

    private List<ProbedNumeric> Sum(SumVehicle vehicle)
    {
        Sums(vehicle, [(new double[vehicle.Count], 1)]);
        if (_last is not SubjectOutcome.Ran { Numerics: var numerics })
            return [];
        if (numerics.Flags.HasFlag(NumericFlags.Normwise) || numerics.Forms.Length > 0)
            return [new("summation", numerics.Forms.Length > 0 ? $"form {string.Join(", ", numerics.Forms)}" : "normwise", "terms are not added as they are: nothing to see", ProbeFinding.Unseen)];
        var order = new OrderProbe(vehicle, terms => Sums(vehicle, [.. terms.Select(list => (list, 1.0))]));
        var tree = order.Find();
        var found = new List<ProbedNumeric> { DeclarationCheck.Order(numerics, tree, order.Reason) };
        var steps = new ArithmeticProbe(vehicle, tree);
        if (_last is SubjectOutcome.Ran && Sums(vehicle, steps.Runs) is { } sums)
            found.AddRange(DeclarationCheck.Steps(numerics, steps.Read(sums), vehicle.Storage, tree is not null));
        return found;
    }

    private double[]? Sums(SumVehicle vehicle, IReadOnlyList<(double[] Terms, double Factor)> runs)
    {
        _last = subject.RunEach(instance.Graph, new(() => [.. runs.Select(run => vehicle.Inputs(run.Terms, run.Factor))]));
        _elements += runs.Count;
        return _last is SubjectOutcome.Ran ran ? [.. ran.Earlier.Append(ran.Outputs).Select(vehicle.Read)] : null;
    }

    private CaseResult Result(List<ProbedNumeric> found)
    {
        var wrong = found.Where(item => item.Finding == ProbeFinding.OverClaimed).ToList();
        return new CaseResult
        {
            Case = instance.Case.Id,
            Verdict = wrong.Count > 0 ? Verdict.Fail : Verdict.Pass,
            Rule = wrong.Count > 0 ? Gate.Numerics.Name : null,
            Text = wrong.Count > 0 ? $"more is declared than the device does: {string.Join("; ", wrong.Select(item => $"{item.Member}: declared {item.Declared}, measured {item.Measured}"))}" : null,
            Hint = wrong.Count > 0 ? $"for {instance.Case.Op} at {instance.Case.Type} declare {string.Join(", ", wrong.Select(item => item.Declare))}" : null,
            Gates = [.. subject.Gates.Append(Gate.Numerics.Name).Order(StringComparer.Ordinal)],
            Probed = [.. found],
            Elements = _elements,
        };
    }
}
