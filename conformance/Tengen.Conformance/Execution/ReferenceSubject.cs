// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Execution;

/// <summary>
/// The oracle's own simulation of a plain legal implementation: fp32 inside, sums in blocks, functions within one ulp. Certifying it shows
/// that the gates do not bark.
/// </summary>
internal sealed class ReferenceSubject : ISubject
{
    private static readonly Numerics Declared = new() { Determinism = Determinism.BatchInvariant };

    public string Description => "reference: simulated fp32, blocked sums";

    public IReadOnlyList<string> Gates => [];

    public SubjectOutcome Run(Graph.Graph graph, IReadOnlyList<Tensor> inputs)
    {
        var node = graph.Nodes[0];
        var values = graph.Values.Select(value => value.Constant).ToArray();
        foreach (var (index, tensor) in graph.Inputs.Zip(inputs))
            values[index] = tensor;
        var call = Oracle.Prepare(node, [.. node.Inputs.Select(index => index == Node.Absent ? null : values[index])], [.. graph.Outputs.Select(output => graph.Values[output].Type)]);
        var outputs = Oracle.Simulate(call, new Simulation { Intermediate = call.Inside, Accumulator = call.Inside, Order = SumOrder.Blocked, FunctionUlp = 1 });
        return new SubjectOutcome.Ran([.. outputs.OfType<Tensor>()], Declared);
    }

    public CaseResult Submit(string id) => new() { Case = id, Verdict = Verdict.Unsupported, Rule = "reference", Text = "the oracle's simulation has no queues" };

    public void Dispose() { }
}
