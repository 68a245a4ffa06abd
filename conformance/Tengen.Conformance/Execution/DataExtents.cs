// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Execution;

/// <summary>The real extents of a program's outputs: what it says of them or, where they depend on data, what an execution writes to <c>out_dims</c>.</summary>
internal sealed class DataExtents(Graph.Graph graph, ProgramInfo info)
{
    private OutDims?[] _room = [];

    /// <summary>Fresh room for one submission, by argument; null where extents do not depend on data.</summary>
    public OutDims?[] Renew() => _room = [.. info.Arguments.Select(argument => argument.Is(ArgumentFlags.DataDependent) ? new OutDims() : null)];

    /// <summary>The extents after a submission, by output.</summary>
    /// <param name="wrong">Which of them cannot be, or null.</param>
    public ImmutableArray<long>[] Read(out SubjectOutcome.Broke? wrong)
    {
        wrong = null;
        var extents = new ImmutableArray<long>[info.OutputCount];
        for (var j = 0; j < extents.Length; j++)
        {
            var (most, said) = (info.Arguments[info.InputCount + j].Shape, graph.Values[graph.Outputs[j]].Shape);
            extents[j] = _room[info.InputCount + j] is { } room ? [.. room.Read(most.Rank)] : most.Dims;
            for (var axis = 0; axis < most.Rank && wrong is null; axis++)
                if (extents[j][axis] < 0 || extents[j][axis] > most[axis] || (said[axis] >= 0 && extents[j][axis] != said[axis]))
                    wrong = new SubjectOutcome.Broke(Verdict.Contract, "TG-P-35",
                        $"output {j}: out_dims hold [{string.Join(", ", extents[j])}]; the program says at most {most}, the graph {said}");
        }
        return extents;
    }
}
