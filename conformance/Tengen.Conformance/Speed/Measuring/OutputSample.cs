// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Host;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>Judges drawn elements of timed outputs by the oracle's hard bound: speed with wrong results is no speed.</summary>
internal static class OutputSample
{
    /// <summary>Share of the elements that is judged. Source: conformance rules, section 7.</summary>
    public const double Share = 0.01;

    private const int Least = 100;

    /// <param name="work">What was timed.</param>
    /// <param name="current">What stood in the places of its inputs when the outputs were computed.</param>
    /// <param name="outputs">What was computed.</param>
    /// <param name="info">The program, for its declared numerics.</param>
    public static OutputCheck Judge(TimedWork work, Tensor[] current, IReadOnlyList<Tensor> outputs, ProgramInfo info)
    {
        if (work.Call is not { } given)
            return new OutputCheck(0, outputs.Sum(output => output.Count), null);
        var node = work.Graph.Nodes[0];
        var inputs = Enumerable.Range(0, given.InputCount)
            .Select(i => given.HasInput(i) ? given.Input(i) : null)
            .Select(tensor => Array.IndexOf(work.Inputs, tensor) is >= 0 and var at ? current[at] : tensor);
        var call = Oracle.Prepare(node, [.. inputs], given.OutputTypes);
        var type = node.Inputs.Concat(node.Outputs).Where(value => value != Node.Absent).Select(value => work.Graph.Values[value].Type).FirstOrDefault(type => type.IsFloat);
        var drawn = Oracle.ExpectDrawn(call, info.NumericsOf(node.Op, type), Share, Least, Counter.Of(work.Id, Case.SuiteVersion, "drawn"));
        var (elements, worst, computed) = (0L, 0.0, 0);
        foreach (var expectation in drawn)
            if (expectation is not null)
            {
                var output = outputs[computed++];
                elements += expectation.Elements.Count;
                for (var i = 0; i < expectation.Elements.Count; i++)
                    worst = Math.Max(worst, Ratio(expectation, i, output));
            }
        return new OutputCheck(elements, outputs.Sum(output => output.Count), worst);
    }

    private static double Ratio(DrawnExpectation expectation, int i, Tensor output)
    {
        var element = expectation.Elements[i];
        if (expectation.Tolerances is { } tolerances)
            return ElementJudge.HardRatio(tolerances[i], Formats.Of(output.Type), Element.Real(output, element));
        var same = output.Type.IsFloat ? Element.Real(output, element).Equals(Element.Real(expectation.Reference, element)) : Element.Integer(output, element) == Element.Integer(expectation.Reference, element);
        return same ? 0 : double.PositiveInfinity;
    }
}
