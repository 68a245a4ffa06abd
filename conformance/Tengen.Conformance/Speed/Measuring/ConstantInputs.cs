// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>Turns inputs of a case's graph into constants, as weights are in a network.</summary>
internal static class ConstantInputs
{
    /// <param name="instance">A case with its data.</param>
    /// <param name="weights">Positions of inputs of the node.</param>
    public static Graph.Graph Freeze(CaseInstance instance, IReadOnlyCollection<int> weights)
    {
        var graph = instance.Graph;
        var frozen = weights.Select(position => graph.Nodes[0].Inputs[position]).ToHashSet();
        var tensors = graph.Inputs.Zip(instance.Inputs).ToDictionary(pair => pair.First, pair => pair.Second);
        return graph with
        {
            Values = [.. graph.Values.Select((value, index) => frozen.Contains(index) && tensors.TryGetValue(index, out var tensor) ? value with { Constant = tensor } : value)],
            Inputs = [.. graph.Inputs.Where(input => !frozen.Contains(input))],
        };
    }
}
