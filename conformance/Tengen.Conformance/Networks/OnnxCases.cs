// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Interop.Onnx;
using Tengen.Reference;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Networks;

/// <summary>
/// Holds the oracle to official ONNX cases: ONNX's own rule (rtol 1e-3, atol 1e-7, equal NaN) on every element and, for one-node models with
/// fp32 or fp64 outputs, the computed tolerance of the default numerics on the expected values.
/// </summary>
public static class OnnxCases
{
    private const double RelativeTolerance = 1e-3;
    private const double AbsoluteTolerance = 1e-7;
    private const string OnnxRule = "onnx.tolerance";

    /// <summary>The case folders below <paramref name="folder"/>, ordered by name.</summary>
    public static IReadOnlyList<string> Find(string folder) =>
        [.. Directory.EnumerateFiles(folder, "model.onnx", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal)];

    /// <summary>Judges one case folder; never throws for what is in it.</summary>
    public static CaseResult Judge(string folder)
    {
        var clock = Stopwatch.StartNew();
        var result = Outcome(folder);
        return result with { Case = Path.GetFileName(folder), Seconds = clock.Elapsed.TotalSeconds };
    }

    private static CaseResult Outcome(string folder)
    {
        try
        {
            var model = OnnxCaseFolder.Load(folder);
            if (model.Unsupported is { } reason)
                return Unsupported(reason);
            var graph = Canonicalizer.Specialize(Canonicalizer.Run(model.Model.Graph, OperatorSet.Contracts), OperatorSet.Contracts, [.. model.Inputs.Select(input => new Shape(input.Tensor.Dims))]);
            var unknown = graph.Nodes.Where(node => OperatorSet.Kernels.Find(node.Domain, node.Op) is null).Select(node => node.Op).Distinct().ToList();
            if (unknown.Count > 0)
                return Unsupported($"operator {string.Join(", ", unknown)}");
            return Compare(graph, model);
        }
        catch (OnnxException e)
        {
            return Unsupported(e.Message);
        }
        catch (GraphException e)
        {
            return Unsupported(e.Message);
        }
        catch (NotSupportedException e)
        {
            return Unsupported(e.Message);
        }
    }

    private static CaseResult Compare(Graph.Graph graph, OnnxCaseFolder model)
    {
        var outputs = Oracle.Evaluate(graph, [.. model.Inputs.Select(input => input.Tensor)]);
        long elements = 0;
        for (var j = 0; j < outputs.Length; j++)
        {
            var (got, want) = (outputs[j], model.Outputs[j].Tensor);
            if (got.Type != want.Type || !got.Dims.AsSpan().SequenceEqual(want.Dims.AsSpan()))
                return Failed(OnnxRule, $"output {j} is {got}, the case says {want}");
            for (long i = 0; i < got.Count; i++)
                if (!IsClose(got, want, i))
                    return Failed(OnnxRule, $"output {j}, element {i}: the oracle computes {Text(got, i)}, the case says {Text(want, i)}");
            elements += got.Count;
        }
        return WithinTolerance(graph, model) is { } judged
            ? judged with { Elements = elements }
            : new CaseResult { Case = "", Verdict = Verdict.Pass, Gates = [OnnxRule], Elements = elements };
    }

    private static CaseResult? WithinTolerance(Graph.Graph graph, OnnxCaseFolder model)
    {
        if (model.IsRoundedByHand || graph.Nodes.Length != 1 || !graph.Outputs.Select(output => graph.Values[output].Type).All(type => type == DType.Float32 || type == DType.Float64))
            return null;
        var node = graph.Nodes[0];
        var values = graph.Values.Select(value => value.Constant).ToArray();
        foreach (var (index, input) in graph.Inputs.Zip(model.Inputs))
            values[index] = input.Tensor;
        var call = Oracle.Prepare(node, [.. node.Inputs.Select(index => index == Node.Absent ? null : values[index])], [.. node.Outputs.Select(index => index == Node.Absent ? default : graph.Values[index].Type)]);
        var expectations = Oracle.Expect(call, Numerics.Default);
        double worst = 0;
        for (var j = 0; j < graph.Outputs.Length; j++)
        {
            if (node.Outputs.IndexOf(graph.Outputs[j]) is var position && (position < 0 || expectations[position] is not { } expectation))
                continue;
            var judgement = new OutputJudge(expectations[position]!, randomLowBits: false).Judge(j, model.Outputs[j].Tensor);
            if (!judgement.Holds)
                return Failed(judgement.Rule!, $"the case's expected values leave the computed tolerance: {judgement.Text}") with { Worst = judgement.Worst, ErrOverBound = judgement.ErrOverBound };
            worst = Math.Max(worst, judgement.ErrOverBound);
        }
        return new CaseResult { Case = "", Verdict = Verdict.Pass, Gates = [Gate.Hard.Name, OnnxRule], ErrOverBound = worst };
    }

    private static bool IsClose(Tensor got, Tensor want, long index)
    {
        if (!got.Type.IsFloat)
            return Element.Bits(got, index) == Element.Bits(want, index);
        var (a, e) = (Element.Real(got, index), Element.Real(want, index));
        return a.Equals(e) || Math.Abs(a - e) <= AbsoluteTolerance + RelativeTolerance * Math.Abs(e);
    }

    private static string Text(Tensor tensor, long index) => tensor.Type.IsFloat ? Element.Real(tensor, index).ToString("R") : Element.Integer(tensor, index).ToString();

    private static CaseResult Unsupported(string text) => new() { Case = "", Verdict = Verdict.Unsupported, Rule = "onnx.unsupported", Text = text };

    private static CaseResult Failed(string rule, string text) => new() { Case = "", Verdict = Verdict.Fail, Rule = rule, Text = text, Gates = [rule], ErrOverBound = double.PositiveInfinity };
}
