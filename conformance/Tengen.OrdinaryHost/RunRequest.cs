// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.OrdinaryHost;

/// <summary>Every later message to the process: one graph, to be compiled once and run on several inputs in order.</summary>
/// <param name="Graph">In canonical form.</param>
/// <param name="NumericsType">Dtype whose declared numerics are asked for.</param>
/// <param name="Inputs">For each run, one tensor per graph input.</param>
public sealed record RunRequest(Graph.Graph Graph, DType NumericsType, IReadOnlyList<IReadOnlyList<Tensor>> Inputs)
{
    public void Write(WireWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Graph(Graph);
        to.Type(NumericsType);
        to.List(Inputs, run => to.List(run, to.Tensor));
        to.Flush();
    }

    public static RunRequest Read(WireReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return new RunRequest(from.Graph(), from.Type(), from.List<IReadOnlyList<Tensor>>(() => from.List(from.Tensor)));
    }
}
