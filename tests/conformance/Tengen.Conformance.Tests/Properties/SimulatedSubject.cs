// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Tests.Properties;

using Graph = Tengen.Graph.Graph;

/// <summary>The oracle's kernels in a chosen arithmetic, declared as told; with another queue at work in another one, and elsewhere in a third.</summary>
internal sealed class SimulatedSubject(Numerics declared, Simulation alone, Simulation? amid = null, Simulation? elsewhere = null) : ISubject
{
    public string Description => "simulated";

    public IReadOnlyList<string> Gates => [];

    public SubjectOutcome Run(Graph graph, IReadOnlyList<Tensor> inputs) => new SubjectOutcome.Ran(Outputs(graph, inputs, alone), declared);

    public SubjectOutcome RunAmid(Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others) => amid is null
        ? new SubjectOutcome.Declined(ISubject.OneQueue, "")
        : new SubjectOutcome.Ran(Outputs(graph, inputs, amid), declared) { Earlier = [.. Enumerable.Range(1, ISubject.Repeats - 1).Select(_ => Outputs(graph, inputs, alone))] };

    public IReadOnlyList<SubjectOutcome> RunElsewhere(Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others) => [.. Enum.GetValues<Place>().Select(place =>
        place != Place.LaterQueue || elsewhere is null ? (SubjectOutcome)new SubjectOutcome.Declined(ISubject.OneQueue, "") : new SubjectOutcome.Ran(Outputs(graph, inputs, elsewhere), declared))];

    public CaseResult Submit(string id) => throw new NotSupportedException();

    public void Dispose() { }

    private static IReadOnlyList<Tensor> Outputs(Graph graph, IReadOnlyList<Tensor> inputs, Simulation simulation)
    {
        var node = graph.Nodes[0];
        var values = graph.Values.Select(value => value.Constant).ToArray();
        foreach (var (index, tensor) in graph.Inputs.Zip(inputs))
            values[index] = tensor;
        var call = Oracle.Prepare(node, [.. node.Inputs.Select(index => index == Node.Absent ? null : values[index])], [.. graph.Outputs.Select(output => graph.Values[output].Type)]);
        return [.. Oracle.Simulate(call, simulation).OfType<Tensor>()];
    }
}
