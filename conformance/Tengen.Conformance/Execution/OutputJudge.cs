// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Execution;

/// <summary>Holds one output against its expectation: the numeric gates of the conformance rules, section 3.</summary>
internal sealed class OutputJudge
{
    private const double LargestRms = 1.5;
    private const int LeastForRms = 1000;
    private readonly Expectation _expectation;
    private readonly bool _statistical;

    /// <param name="expectation">What may be computed.</param>
    /// <param name="randomLowBits">The data allow the statistical gate.</param>
    public OutputJudge(Expectation expectation, bool randomLowBits)
    {
        _expectation = expectation;
        _statistical = randomLowBits && !expectation.IsExact;
    }

    /// <summary>True for the gates that hold values against the reference, which simulations can explain; false for properties of several runs.</summary>
    public static bool Judges(string gate) => gate == Gate.Exact.Name || gate == Gate.Hard.Name || gate == Gate.Statistical.Name;

    /// <summary>Names of the gates in force.</summary>
    public IEnumerable<string> Gates => _expectation.IsExact ? [Gate.Exact.Name] : _statistical ? [Gate.Hard.Name, Gate.Statistical.Name] : [Gate.Hard.Name];

    /// <param name="output">Position of the output, for the mismatch.</param>
    /// <param name="got">What was computed; dtype and dims are the reference's.</param>
    public Judgement Judge(int output, Tensor got)
    {
        if (got.Type != _expectation.Reference.Type || !got.Dims.AsSpan().SequenceEqual(_expectation.Reference.Dims.AsSpan()))
            return Judgement.Wrong(Gate.Exact.Name, $"output {output} is {got}, the operator gives {_expectation.Reference}");
        return _expectation.IsExact || got.Count == 0 ? Exact(output, got) : Bounded(output, got);
    }

    /// <summary>Which elements a gate for single elements rejects: a flag each, in row-major order; type and dims are the reference's.</summary>
    public bool[] Rejected(Tensor got)
    {
        var rejected = new bool[got.Count];
        var format = _expectation.IsExact ? null : Formats.Of(got.Type);
        for (var i = 0; i < rejected.Length; i++)
            rejected[i] = format is null ? !Same(got, _expectation.Reference, i) : ElementJudge.HardRatio(_expectation[i], format, Element.Real(got, i)) > 1;
        for (var i = 0; format is not null && _statistical && !rejected.AsSpan().Contains(true) && i < rejected.Length; i++)
            rejected[i] = !double.IsInfinity(_expectation[i].Sigma) && ElementJudge.StatisticalRatio(_expectation[i], format, Element.Real(got, i)) > 1;
        return rejected;
    }

    private Judgement Exact(int output, Tensor got)
    {
        var want = _expectation.Reference;
        long first = -1, rejected = 0;
        for (long i = 0; i < got.Count; i++)
            if (!Same(got, want, i))
            {
                first = first < 0 ? i : first;
                rejected++;
            }
        if (rejected == 0)
            return new Judgement(null, null, null, 0, null, null);
        return new Judgement(Gate.Exact.Name, $"{rejected} of {got.Count} elements differ from the only right value",
            new Mismatch(output, Positions.Of(got, first), Real(got, first), Real(want, first), 0, rejected, got.Count), double.PositiveInfinity, null, null);
    }

    private Judgement Bounded(int output, Tensor got)
    {
        var format = Formats.Of(got.Type);
        double hard = 0, statistical = 0, squares = 0;
        long worst = 0, rejected = 0, unlikely = 0, measured = 0;
        for (var i = 0; i < got.Count; i++)
        {
            var (value, tolerance) = (Element.Real(got, i), _expectation[i]);
            var ratio = ElementJudge.HardRatio(tolerance, format, value);
            rejected += ratio > 1 ? 1 : 0;
            if (ratio > hard)
                (hard, worst) = (ratio, i);
            if (!_statistical || double.IsInfinity(tolerance.Sigma))
                continue;
            measured++;
            var z = ElementJudge.StatisticalRatio(tolerance, format, value);
            unlikely += z > 1 ? 1 : 0;
            if (z > statistical && hard <= 1)
                worst = i;
            statistical = Math.Max(statistical, z);
            var normalized = ElementJudge.Normalized(tolerance, format, value);
            squares += normalized * normalized;
        }
        double? rms = measured >= LeastForRms ? Math.Sqrt(squares / measured) : null;
        double? unlikeliest = _statistical ? statistical : null;
        if (rejected > 0)
            return new Judgement(Gate.Hard.Name, $"{rejected} of {got.Count} elements lie outside the bound; err/bound {hard:G4}", At(worst, rejected), hard, unlikeliest, rms);
        if (unlikely > 0)
            return new Judgement(Gate.Statistical.Name, $"{unlikely} of {got.Count} elements err more than 6 sigma + sys; err/(6 sigma + sys) {statistical:G4}", At(worst, unlikely), hard, unlikeliest, rms);
        return rms > LargestRms
            ? new Judgement(Gate.Statistical.Name, $"RMS of err/(sigma + sys) is {rms:0.00}, the limit is {LargestRms}", At(worst, 0), hard, unlikeliest, rms)
            : new Judgement(null, null, null, hard, unlikeliest, rms);

        Mismatch At(long index, long bad) => new(output, Positions.Of(got, index), Element.Real(got, index), _expectation[(int)index].Reference, _expectation[(int)index].Hard, bad, got.Count);
    }

    private static bool Same(Tensor got, Tensor want, long index) => got.Type.IsFloat
        ? Element.Real(got, index).Equals(Element.Real(want, index)) || Element.Real(got, index) == Element.Real(want, index)
        : Element.Integer(got, index) == Element.Integer(want, index);

    private static double Real(Tensor tensor, long index) => tensor.Type.IsFloat ? Element.Real(tensor, index) : (double)Element.Integer(tensor, index);
}
