// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Tests.Probes;

using Graph = Tengen.Graph.Graph;

/// <summary>An implementation of known arithmetic, with a declaration of its own.</summary>
internal sealed class SimulatedSubject(Simulation simulation, Numerics declared, Func<double, double>? last = null) : ISubject
{
    public string Description => "simulated";

    public IReadOnlyList<string> Gates => [];

    public SubjectOutcome Run(Graph graph, IReadOnlyList<Tensor> inputs)
    {
        var node = graph.Nodes[0];
        var values = graph.Values.Select(value => value.Constant).ToArray();
        foreach (var (index, tensor) in graph.Inputs.Zip(inputs))
            values[index] = tensor;
        var outputs = Oracle.Simulate(Oracle.Prepare(node, [.. node.Inputs.Select(index => index == Node.Absent ? null : values[index])]), simulation);
        return new SubjectOutcome.Ran([.. outputs.OfType<Tensor>().Select(Bent)], declared);
    }

    public CaseResult Submit(string id) => throw new NotSupportedException();

    public void Dispose() { }

    private Tensor Bent(Tensor tensor)
    {
        for (long i = 0; last is not null && i < tensor.Count; i++)
            Reference.Elements.Element.SetReal(tensor, i, last(Reference.Elements.Element.Real(tensor, i)), saturate: false);
        return tensor;
    }
}
