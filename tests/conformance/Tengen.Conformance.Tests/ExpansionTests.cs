// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Interop.Onnx;
using Tengen.Reference;
using Tengen.Reference.Kernels;
using Tengen.Tests;

namespace Tengen.Conformance.Tests;

/// <summary>
/// ONNX defines some operators by a function over others, and publishes cases of both: <c>test_X</c> and <c>test_X_expanded</c>. The oracle's
/// value of the expanded form, rounded to the tensors' dtype after each of its steps, lies within the tolerance computed for the operator.
/// </summary>
public sealed class ExpansionTests(ITestOutputHelper output)
{
    private const string Suffix = "_expanded";

    [Fact]
    public void The_oracle_agrees_with_an_operators_expansion()
    {
        var folders = TestData.NodeCases().ToDictionary(folder => Path.GetFileName(folder), StringComparer.Ordinal);
        var (held, elements) = (0, 0L);
        var (apart, skipped) = (new List<string>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var (name, folder) in folders)
        {
            if (name.IndexOf(Suffix, StringComparison.Ordinal) is not (> 0 and var at) || !folders.TryGetValue(name[..at], out var plain))
                continue;
            try
            {
                if (Compare(plain, folder, ref elements) is { } difference)
                    apart.Add($"{name}: {difference}");
                else
                    held++;
            }
            catch (Exception e) when (e is GraphException or OnnxException or NotSupportedException)
            {
                var reason = e is GraphException refusal ? refusal.Rule : e.Message;
                skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
            }
        }
        output.WriteLine($"{held} expansions within the tolerance of their operator, {elements:N0} elements; {apart.Count} apart; {skipped.Values.Sum()} not comparable");
        output.WriteLine(string.Join(Environment.NewLine, apart.Concat(skipped.Select(pair => $"{pair.Value} {pair.Key}"))));
        Assert.Empty(apart);
        Assert.True(held >= 240);
    }

    private static string? Compare(string plain, string expanded, ref long elements)
    {
        var (one, many) = (Load(plain), Load(expanded));
        if (one.Graph.Nodes is not [var node])
            throw new NotSupportedException("the operator becomes several in canonical form");
        var values = one.Graph.Values.Select(value => value.Constant).ToArray();
        foreach (var (index, tensor) in one.Graph.Inputs.Zip(one.Inputs))
            values[index] = tensor;
        var call = Oracle.Prepare(node, [.. node.Inputs.Select(index => index == Node.Absent ? null : values[index])], [.. node.Outputs.Select(index => index == Node.Absent ? default : one.Graph.Values[index].Type)]);
        var type = call.OutputTypes[0];
        var expectations = Oracle.Expect(call, Numerics.Default with { Intermediate = type.IsFloat && type.Bits == 16 ? type : default });
        var outputs = Oracle.Evaluate(many.Graph, many.Inputs);
        for (var j = 0; j < outputs.Length; j++)
        {
            var position = node.Outputs.IndexOf(one.Graph.Outputs[j]);
            if (expectations[position] is { } expectation && new OutputJudge(expectation, randomLowBits: false).Judge(j, outputs[j]) is { Holds: false } judgement)
                return $"{judgement.Text} {judgement.Worst}";
            elements += outputs[j].Count;
        }
        return null;
    }

    private static (Graph.Graph Graph, Tensor[] Inputs) Load(string folder)
    {
        var it = OnnxCaseFolder.Load(folder);
        if (it.Unsupported is { } reason)
            throw new NotSupportedException(reason);
        Tensor[] inputs = [.. it.Inputs.Select(input => input.Tensor)];
        var graph = Canonicalizer.Specialize(Canonicalizer.Run(it.Model.Graph, OperatorSet.Contracts), OperatorSet.Contracts, [.. inputs.Select(input => new Shape(input.Dims))]);
        return graph.Nodes.FirstOrDefault(node => OperatorSet.Kernels.Find(node.Domain, node.Op) is null) is { } unknown
            ? throw new NotSupportedException($"operator {unknown.Op}")
            : (graph, inputs);
    }
}
