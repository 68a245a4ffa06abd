// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Kernels;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>What is timed: a graph, its data, and the oracle's call where it is one node.</summary>
/// <param name="Id">Case id, or that of a part of a model.</param>
/// <param name="Graph">Canonical and static, weights inside.</param>
/// <param name="Inputs">One tensor per graph input.</param>
/// <param name="Call">The one node, on these very tensors; null for a whole network, whose outputs no tolerance is known of.</param>
internal sealed record TimedWork(string Id, Graph.Graph Graph, Tensor[] Inputs, Call? Call)
{
    /// <param name="instance">A case with its data.</param>
    /// <param name="weights">Positions of inputs that become constants.</param>
    public static TimedWork Of(CaseInstance instance, IReadOnlyCollection<int> weights)
    {
        var graph = ConstantInputs.Freeze(instance, weights);
        return new TimedWork(instance.Case.Id, graph, [.. instance.Graph.Inputs.Zip(instance.Inputs).Where(pair => graph.Inputs.Contains(pair.First)).Select(pair => pair.Second)], instance.Call);
    }
}
