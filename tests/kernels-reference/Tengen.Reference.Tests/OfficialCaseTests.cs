// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Interop.Onnx;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;
using Tengen.Tests;

namespace Tengen.Reference.Tests;

/// <summary>The oracle against the outputs published with ONNX: by ONNX's own rule, and within the tolerance computed for undeclared numerics.</summary>
[Collection("statics")]
public sealed class OfficialCaseTests(ITestOutputHelper output)
{
    private const double Relative = 1e-3;
    private const double Absolute = 1e-7;

    [Fact]
    public void The_oracle_reproduces_the_official_cases()
    {
        var (passed, judged) = (0, 0L);
        var unsupported = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (failed, outside, rounded) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var folder in TestData.NodeCases())
        {
            var item = OnnxCaseFolder.Load(folder);
            if ((item.Unsupported ?? Unknown(item.Model.Graph)) is { } reason)
            {
                unsupported[reason] = unsupported.GetValueOrDefault(reason) + 1;
                continue;
            }
            if (item.IsRoundedByHand)
                rounded.Add(item.Name);
            try
            {
                if (Compare(item, outside, ref judged) is { } difference)
                    failed.Add($"{item.Name}: {difference}");
                else
                    passed++;
            }
            catch (GraphException refusal) when (refusal.Rule == "op:Dropout.training")
            {
                unsupported[refusal.Rule] = unsupported.GetValueOrDefault(refusal.Rule) + 1;
            }
        }
        output.WriteLine($"{passed} pass, {failed.Count} fail, {unsupported.Values.Sum()} unsupported; {judged} elements judged, {outside.Count} cases outside the computed tolerance");
        output.WriteLine(string.Join(Environment.NewLine, failed.Concat(outside)));
        output.WriteLine($"unsupported: {string.Join(", ", unsupported.Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.Empty(failed);
        Assert.Equal(rounded, outside.Select(text => text.Split(':')[0]));
        Assert.True(passed > 1200);
    }

    private static string? Unknown(Graph.Graph graph) =>
        graph.Nodes.FirstOrDefault(node => OperatorSet.Contracts.Find(node.Domain, node.Op) is null) is { } node ? node.Op : null;

    private static string? Compare(OnnxCaseFolder item, List<string> outside, ref long judged)
    {
        var graph = Canonicalizer.Run(item.Model.Graph, OperatorSet.Contracts);
        var expectations = new Dictionary<int, Expectation>();
        var at = 0;
        var outputs = Oracle.Evaluate(graph, [.. item.Inputs.Select(file => file.Tensor)], (call, _) =>
        {
            if (graph.Nodes.Length > 1)
                return;
            at = 0;
            foreach (var expectation in Oracle.Expect(call, Numerics.Default))
                expectations[call.Node.Outputs[at++]] = expectation!;
        });
        for (var i = 0; i < outputs.Length; i++)
        {
            var want = item.Outputs[i].Tensor;
            if (want.Type != outputs[i].Type || !want.Dims.SequenceEqual(outputs[i].Dims))
                return $"output {i} is {outputs[i]}, published is {want}";
            for (var e = 0; e < want.Count; e++)
                if (!Close(Element.Real(outputs[i], e), Element.Real(want, e)))
                    return $"output {i} element {e} is {Element.Real(outputs[i], e)}, published is {Element.Real(want, e)}";
            if (expectations.GetValueOrDefault(graph.Outputs[i]) is { IsExact: false } expectation)
                judged += Judge(item.Name, expectation, want, outside);
        }
        return null;
    }

    private static bool Close(double got, double want) =>
        got.Equals(want) || Math.Abs(got - want) <= Absolute + Relative * Math.Abs(want);

    private static long Judge(string name, Expectation expectation, Tensor published, List<string> outside)
    {
        var storage = Formats.Of(published.Type);
        var worst = Enumerable.Range(0, (int)published.Count).MaxBy(e => ElementJudge.HardRatio(expectation[e], storage, Element.Real(published, e)));
        if (published.Count > 0 && ElementJudge.HardRatio(expectation[worst], storage, Element.Real(published, worst)) is > 1 and var ratio)
            outside.Add($"{name}: err/bound {ratio:g3} at element {worst}: published {Element.Real(published, worst):r}, reference {expectation[worst].Reference:r}, hard {expectation[worst].Hard:g3}");
        return published.Count;
    }
}
