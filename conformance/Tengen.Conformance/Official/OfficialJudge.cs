// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Interop.Onnx;
using Tengen.Reference;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Official;

/// <summary>
/// Judges official ONNX cases. Every output of a subject, or of the oracle, is held to ONNX's own rule (rtol 1e-3, atol 1e-7, equal NaN);
/// those of one-node models also to the computed tolerance: a subject's outputs under the numerics it declares and, where the oracle itself
/// is judged, the published outputs under the default ones.
/// </summary>
internal sealed class OfficialJudge(ISubject subject)
{
    private const double RelativeTolerance = 1e-3;
    private const double AbsoluteTolerance = 1e-7;
    public const string OnnxRule = "onnx.tolerance";

    /// <summary>Judges one case folder; what a case holds never escapes as an exception.</summary>
    public CaseResult Run(string id, string folder)
    {
        try
        {
            return Outcome(OfficialCase.Load(folder)) with { Case = id };
        }
        catch (Exception e) when (e is OnnxException or GraphException or NotSupportedException)
        {
            return new CaseResult { Case = id, Verdict = Verdict.Unsupported, Rule = "onnx.unsupported", Text = e.Message };
        }
    }

    private CaseResult Outcome(OfficialCase item)
    {
        return subject.Run(item.Graph, item.Inputs) switch
        {
            SubjectOutcome.Ran ran => Judge(item, ran.Outputs, subject is OracleSubject ? item.Outputs : ran.Outputs, ran.Numerics, subject.Gates),
            SubjectOutcome.Declined declined => new CaseResult { Case = "", Verdict = Verdict.Unsupported, Rule = declined.Rule, Text = declined.Text },
            SubjectOutcome.Broke broke => new CaseResult { Case = "", Verdict = broke.Verdict, Rule = broke.Rule, Text = broke.Text, Gates = [.. subject.Gates] },
            var other => throw new UnreachableException(other.ToString()),
        };
    }

    private static CaseResult Judge(OfficialCase item, IReadOnlyList<Tensor> computed, IReadOnlyList<Tensor> bounded, Numerics numerics, IReadOnlyList<string> gates)
    {
        for (var j = 0; j < computed.Count; j++)
            if (Difference(computed[j], item.Outputs[j]) is { } text)
                return Failed(OnnxRule, $"output {j}{text}");
        var passed = new CaseResult { Case = "", Verdict = Verdict.Pass, Gates = [.. gates, OnnxRule], Elements = computed.Sum(tensor => tensor.Count) };
        return IsBounded(item) ? WithinTolerance(item, bounded, numerics, passed) : passed;
    }

    private static bool IsBounded(OfficialCase item) =>
        !item.IsRoundedByHand && item.Graph.Nodes.Length == 1 && item.Outputs.All(output => output.Type == DType.Float32 || output.Type == DType.Float64);

    private static CaseResult WithinTolerance(OfficialCase item, IReadOnlyList<Tensor> outputs, Numerics numerics, CaseResult passed)
    {
        var (graph, node) = (item.Graph, item.Graph.Nodes[0]);
        var values = graph.Values.Select(value => value.Constant).ToArray();
        foreach (var (index, input) in graph.Inputs.Zip(item.Inputs))
            values[index] = input;
        var call = Oracle.Prepare(node, [.. node.Inputs.Select(index => index == Node.Absent ? null : values[index])], [.. node.Outputs.Select(index => index == Node.Absent ? default : graph.Values[index].Type)]);
        var expectations = Oracle.Expect(call, numerics);
        var worst = 0.0;
        for (var j = 0; j < graph.Outputs.Length; j++)
        {
            if (node.Outputs.IndexOf(graph.Outputs[j]) is var position && (position < 0 || expectations[position] is null))
                continue;
            var judgement = new OutputJudge(expectations[position]!, randomLowBits: false).Judge(j, outputs[j]);
            if (!judgement.Holds)
                return Failed(judgement.Rule!, judgement.Text!) with { Worst = judgement.Worst, ErrOverBound = judgement.ErrOverBound };
            worst = Math.Max(worst, judgement.ErrOverBound);
        }
        return passed with { Gates = [.. passed.Gates, Gate.Hard.Name], ErrOverBound = worst };
    }

    private static string? Difference(Tensor got, Tensor want)
    {
        if (got.Type != want.Type || !got.Dims.AsSpan().SequenceEqual(want.Dims.AsSpan()))
            return $" is {got}, the case says {want}";
        for (long i = 0; i < got.Count; i++)
            if (!IsClose(got, want, i))
                return $", element {i}: computed {Text(got, i)}, the case says {Text(want, i)}";
        return null;
    }

    private static bool IsClose(Tensor got, Tensor want, long index)
    {
        if (!got.Type.IsFloat)
            return Element.Bits(got, index) == Element.Bits(want, index);
        var (a, e) = (Element.Real(got, index), Element.Real(want, index));
        return a.Equals(e) || Math.Abs(a - e) <= AbsoluteTolerance + RelativeTolerance * Math.Abs(e);
    }

    private static string Text(Tensor tensor, long index) => tensor.Type.IsFloat ? Element.Real(tensor, index).ToString("R") : Element.Integer(tensor, index).ToString();

    private static CaseResult Failed(string rule, string text) => new() { Case = "", Verdict = Verdict.Fail, Rule = rule, Text = text, Gates = [rule], ErrOverBound = double.PositiveInfinity };
}
