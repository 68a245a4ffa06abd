// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
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
        var shape = new PickShape(Product(dims, 0, axis), (nint)dims[axis], Product(dims, axis + 1, dims.Length), (nint)builder.Count(node.Inputs[1]));
        var (wide, size) = (builder.Type(node.Inputs[1]) == DType.Int64, builder.WholeSize(node.Inputs[0]));
        var (from, indices, to) = (builder.Whole(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.WholeResult(node.Outputs[0]));
        builder.Add([from, indices], [to], 0, (in frame) =>
            Sized.Run(size, new Work(frame.Pool, frame.At<byte>(from), new Indices("Gather", frame.At<byte>(indices), wide), frame.At<byte>(to), shape)));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (data, indices, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[1]], graph.Values[node.Outputs[0]]);
        var axis = Axis(node, 0, data.Shape.Rank);
        if (axis < 0 || axis >= data.Shape.Rank)
            return Support.No(Why.Shape, $"{data} has no axis {axis}");
        return IndexRules.Check(graph, node) ?? IndexRules.Expect(output, [.. data.Shape.Dims[..axis], .. indices.Shape.Dims, .. data.Shape.Dims[(axis + 1)..]]);
    }

    internal readonly struct Work(ForkJoinPool pool, void* from, Indices indices, void* to, PickShape shape) : ISizedWork
    {
        public void Run<T>() where T : unmanaged
        {
            var body = new Gathering<T>((T*)from, indices, (T*)to, shape);
            pool.Run(body.Items, ref body);
        }
    }
}

/// <summary>Single elements picked along an axis.</summary>
internal sealed unsafe class GatherElementsOperator() : Operator("GatherElements", 11, 13)
{
    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, outputs) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Outputs[0]));
        var axis = Axis(node, 0, dims.Length);
        var (steps, dense) = (Box.StepsOf(dims.AsSpan()), Box.StepsOf(outputs.AsSpan()));
        var box = new Box();
        for (var i = 0; i < dims.Length; i++)
            box.Add((nint)outputs[i], i == axis ? 0 : steps[i], dense[i]);
        var (extent, step) = ((nint)dims[axis], steps[axis]);
        var (wide, size) = (builder.Type(node.Inputs[1]) == DType.Int64, builder.WholeSize(node.Inputs[0]));
        var (from, indices, to) = (builder.Whole(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.WholeResult(node.Outputs[0]));
        builder.Add([from, indices], [to], 0, (in frame) =>
            Sized.Run(size, new Work(frame.Pool, frame.At<byte>(from), new Indices("GatherElements", frame.At<byte>(indices), wide), frame.At<byte>(to), box, extent, step)));
    }

    protected override Support? CheckMore(Graph graph, Node node) =>
        IndexRules.Check(graph, node) ?? IndexRules.CheckLines(graph, node, Axis(node, 0, graph.Values[node.Inputs[0]].Shape.Rank))
        ?? IndexRules.Expect(graph.Values[node.Outputs[0]], graph.Values[node.Inputs[1]].Shape.Dims);

    private readonly struct Work(ForkJoinPool pool, void* from, Indices indices, void* to, Box box, nint extent, nint step) : ISizedWork
    {
        public void Run<T>() where T : unmanaged
        {
            var body = new ElementGathering<T>((T*)from, indices, (T*)to, box, extent, step);
            pool.Run(body.Items, ref body);
        }
    }
}

/// <summary>Slices picked by tuples of indices.</summary>
internal sealed unsafe class GatherNDOperator() : Operator("GatherND", 11, 13)
{
    protected override ImmutableArray<string> Attributes => ["batch_dims"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var shape = IndexRules.Tuples(builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[1]), (int)node.Attributes.Int("batch_dims", 0));
        var size = builder.WholeSize(node.Inputs[0]);
        var (from, indices, to) = (builder.Whole(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.WholeResult(node.Outputs[0]));
        builder.Add([from, indices], [to], 0, (in frame) =>
            Sized.Run(size, new Work(frame.Pool, frame.At<byte>(from), new Indices("GatherND", frame.At<byte>(indices), true), frame.At<byte>(to), shape)));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (data, indices, output) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape, graph.Values[node.Outputs[0]]);
        var batch = node.Attributes.Int("batch_dims", 0);
        if (IndexRules.CheckTuples(graph, node, batch) is { } refusal)
            return refusal;
        return data.Dims[..(int)batch].SequenceEqual(indices.Dims[..(int)batch])
            ? IndexRules.Expect(output, [.. indices.Dims[..^1], .. data.Dims[(int)(batch + indices.Dims[^1])..]])
            : Support.No(Why.Shape, $"{data} and {indices} differ in their {batch} batch dims");
    }

    private readonly struct Work(ForkJoinPool pool, void* from, Indices indices, void* to, TupleShape shape) : ISizedWork
    {
        public void Run<T>() where T : unmanaged
        {
            var body = new TupleGathering<T>((T*)from, indices, (T*)to, shape);
            pool.Run(body.Items, ref body);
        }
    }
}
