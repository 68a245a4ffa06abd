// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Another order of dims.</summary>
internal sealed unsafe class TransposeOperator() : Operator("Transpose", 1, 25)
{
    protected override ImmutableArray<string> Attributes => ["perm"];

    protected override ImmutableArray<DType> Types => TypeSets.Any;

    public override void Build(PlanBuilder builder, Node node)
    {
        switch (builder.Type(node.Inputs[0]).Bits)
        {
            case 8: Add<byte>(builder, node); break;
            case 16: Add<ushort>(builder, node); break;
            case 32: Add<uint>(builder, node); break;
            default: Add<ulong>(builder, node); break;
        }
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        var order = node.Attributes.Ints("perm");
        return order.IsDefault || order.Order().SequenceEqual(Enumerable.Range(0, rank).Select(axis => (long)axis))
            ? null
            : Support.No(Why.Attribute, $"perm {node.Attributes["perm"]} is no order of {rank} dims");
    }

    private static void Add<T>(PlanBuilder builder, Node node) where T : unmanaged
    {
        var dims = builder.Dims(node.Inputs[0]);
        int[] order = node.Attributes.Ints("perm") is { IsDefault: false } given ? [.. given.Select(axis => (int)axis)] : [.. Enumerable.Range(0, dims.Length).Reverse()];
        if (dims.Length == 0)
        {
            CopyOperator.AddView(builder, node.Inputs[0], node.Outputs[0]);
            return;
        }
        int[] outputs = [.. order.Select(axis => (int)dims[axis])];
        nint[] steps = [.. order.Select(axis => (nint)Product(dims, axis + 1, dims.Length))];
        var rows = outputs.Contains(0) ? 0 : outputs[..^1].Aggregate(1, (product, extent) => product * extent);
        var (from, to) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Outputs[0]));
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new Transposition<T> { Input = frame.At<T>(from), Output = frame.At<T>(to), Dims = outputs, Steps = steps };
            frame.Pool.Run(rows, ref body);
        });
    }
}

/// <summary>Tensors one behind the other along an axis.</summary>
internal sealed unsafe class ConcatOperator() : Operator("Concat", 4, 13)
{
    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Any;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Outputs[0]);
        var axis = Axis(node, 0, dims.Length);
        var size = builder.Type(node.Outputs[0]).Bits / 8;
        var outer = Product(dims, 0, axis);
        var line = (long)Product(dims, axis, dims.Length) * size;
        var to = builder.SlotOf(node.Outputs[0]);
        var inputs = node.Inputs.Select(builder.SlotOf).ToArray();
        var lines = node.Inputs.Select(input => (long)Product(builder.Dims(input), axis, dims.Length) * size).ToArray();
        builder.Add(inputs, [to], 0, (in frame) =>
        {
            var output = frame.At<byte>(to);
            for (var i = 0; i < inputs.Length; i++)
            {
                var input = frame.At<byte>(inputs[i]);
                for (var row = 0; row < outer; row++)
                    Buffer.MemoryCopy(input + row * lines[i], output + row * line, lines[i], lines[i]);
                output += lines[i];
            }
        });
    }

    protected override Support? CheckMore(Graph graph, Node node) =>
        graph.Values[node.Inputs[0]].Shape.Rank == 0 ? Support.No(Why.Shape, "Concat takes no scalars") : SameType(graph, node);
}

/// <summary>Slices picked by indices; an index out of range fails the execution.</summary>
internal sealed unsafe class GatherOperator() : Operator("Gather", 1, 13)
{
    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Any;

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
