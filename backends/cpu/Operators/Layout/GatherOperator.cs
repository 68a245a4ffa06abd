// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Slices picked by indices; an index out of range fails the execution.</summary>
internal sealed unsafe class GatherOperator() : Operator("Gather", 1, 13)
{
    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var axis = Axis(node, 0, dims.Length);
        var (outer, extent) = (Product(dims, 0, axis), dims[axis]);
        var bytes = (long)Product(dims, axis + 1, dims.Length) * builder.Type(node.Inputs[0]).Bits / 8;
        var (picks, wide) = ((int)builder.Count(node.Inputs[1]), builder.Type(node.Inputs[1]) == DType.Int64);
        var (from, indices, to) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.SlotOf(node.Outputs[0]));
        builder.Add([from, indices], [to], 0, (in frame) =>
        {
            var output = frame.At<byte>(to);
            for (var pick = 0; pick < picks; pick++)
            {
                var index = wide ? frame.At<long>(indices)[pick] : frame.At<int>(indices)[pick];
                if (index < -extent || index >= extent)
                    throw new PluginException(Status.ExecutionFailed, "op:Gather.indices", $"index {index} at position {pick} is outside [{-extent}, {extent - 1}]");
                var source = frame.At<byte>(from) + (index < 0 ? index + extent : index) * bytes;
                for (long row = 0; row < outer; row++)
                    Buffer.MemoryCopy(source + row * extent * bytes, output + (row * picks + pick) * bytes, bytes, bytes);
            }
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var type = graph.Values[node.Inputs[1]].Type;
        if (type != DType.Int32 && type != DType.Int64)
            return Support.No(Why.DType, $"indices of Gather are i32 or i64, not {type}");
        return graph.Values[node.Inputs[0]].Shape.Rank == 0 ? Support.No(Why.Shape, "Gather takes no scalar") : null;
    }
}
