// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>The graph of one node that an eager call stands for.</summary>
internal static class EagerGraph
{
    public static Graph.Graph Of(EagerOp op, ReadOnlySpan<DeviceTensor?> inputs, ReadOnlySpan<DeviceTensor> outputs)
    {
        var builder = new GraphBuilder(op.Op);
        var operands = new List<int>();
        foreach (var input in inputs)
            operands.Add(input is null ? Node.Absent : builder.Input($"input{operands.Count}", input.Type, new Shape(input.Dims)));
        var results = new List<int>();
        foreach (var output in outputs)
            results.Add(builder.Value($"output{results.Count}", output.Type, new Shape(output.Dims)));
        builder.Node(new Node(op.Domain, op.Op, op.Version, [.. operands], [.. results], op.Attributes));
        results.ForEach(builder.Output);
        return builder.Build();
    }
}
