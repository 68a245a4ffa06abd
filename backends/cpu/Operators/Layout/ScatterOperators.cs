// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Data with some elements replaced by, or reduced with, updates; of several updates of one element the last wins. 16-bit floats are
/// reduced in fp32. An index out of range fails the execution.
/// </summary>
internal abstract unsafe class ScatterOperator(string name) : Operator(name, 11, 18)
{
    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var rule = node.Attributes.String("reduction", "none");
        var (data, output) = (node.Inputs[0], node.Outputs[0]);
        var wide = builder.Type(node.Inputs[1]) == DType.Int64;
        var target = Target(builder, node);
        var (indices, count, type, op) = (builder.SlotOf(node.Inputs[1]), builder.Count(data), builder.Type(data), Name);
        var asFloat = rule != "none" && TypeSets.IsFloat(type);
        var size = asFloat ? sizeof(float) : builder.WholeSize(data);
        var (from, updates, to) = asFloat
            ? (builder.Float(data), builder.Float(node.Inputs[2]), builder.FloatResult(output))
            : (builder.Whole(data), builder.Whole(node.Inputs[2]), builder.WholeResult(output));
        CopyOperator.AddCopy(builder, from, to, count * size);
        builder.Add([to, indices, updates], [to], 0, (in frame) =>
        {
            var work = new ScatterWork(frame.Pool, frame.At<byte>(updates), new Indices(op, frame.At<byte>(indices), wide), frame.At<byte>(to), target, rule);
            if (rule == "none")
                Sized.Run(size, work);
            else
                ElementTypes.Number(type, work);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (data, updates) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[2]]);
        var rule = node.Attributes.String("reduction", "none");
        if (rule is not ("none" or "add" or "mul" or "max" or "min"))
            return Support.No(Why.Attribute, $"{Name} takes no reduction {rule}");
        if (updates.Type != data.Type || (rule != "none" && !TypeSets.Number.Contains(data.Type)))
            return Support.No(Why.DType, $"{Name} takes no {rule} of {data.Type} and {updates.Type}");
        return CheckDims(graph, node) ?? IndexRules.Expect(graph.Values[node.Outputs[0]], data.Shape.Dims);
    }

    protected abstract Support? CheckDims(Graph graph, Node node);

    /// <summary>Where updates go.</summary>
    protected abstract IScatterTarget Target(PlanBuilder builder, Node node);

    private readonly struct ScatterWork(ForkJoinPool pool, void* updates, Indices indices, void* to, IScatterTarget target, string rule) : ISizedWork, INumberCase
    {
        void ISizedWork.Run<T>() => target.Run<T, Replace<T>>(pool, (T*)updates, indices, (T*)to);

        void INumberCase.Build<T>()
        {
            switch (rule)
            {
                case "add": target.Run<T, ScatterAdd<T>>(pool, (T*)updates, indices, (T*)to); break;
                case "mul": target.Run<T, ScatterMul<T>>(pool, (T*)updates, indices, (T*)to); break;
                case "max": target.Run<T, ScatterMax<T>>(pool, (T*)updates, indices, (T*)to); break;
                default: target.Run<T, ScatterMin<T>>(pool, (T*)updates, indices, (T*)to); break;
            }
        }
    }
}

internal unsafe interface IScatterTarget
{
    void Run<T, TRule>(ForkJoinPool pool, T* updates, Indices indices, T* to) where T : unmanaged where TRule : IScatterRule<T>;
}

/// <summary>Single elements scattered along an axis.</summary>
internal sealed unsafe class ScatterElementsOperator() : ScatterOperator("ScatterElements")
{
    protected override ImmutableArray<string> Attributes => ["axis", "reduction"];

    protected override Support? CheckDims(Graph graph, Node node) =>
        IndexRules.Check(graph, node) ?? IndexRules.CheckLines(graph, node, Axis(node, 0, graph.Values[node.Inputs[0]].Shape.Rank))
        ?? IndexRules.Expect(graph.Values[node.Inputs[2]], graph.Values[node.Inputs[1]].Shape.Dims);

    protected override IScatterTarget Target(PlanBuilder builder, Node node)
    {
        var (dims, updates) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[1]));
        var axis = Axis(node, 0, dims.Length);
        var (from, to) = (Box.StepsOf(updates.AsSpan()), Box.StepsOf(dims.AsSpan()));
        var lines = new Box();
        for (var i = 0; i < dims.Length; i++)
            if (i != axis)
                lines.Add((nint)updates[i], from[i], to[i]);
        return new Lines(lines, new ScatterAxis((nint)updates[axis], from[axis], (nint)dims[axis], to[axis]));
    }

    private sealed class Lines(Box lines, ScatterAxis axis) : IScatterTarget
    {
        public void Run<T, TRule>(ForkJoinPool pool, T* updates, Indices indices, T* to) where T : unmanaged where TRule : IScatterRule<T>
        {
            var body = new ElementScattering<T, TRule>(updates, indices, to, lines, axis);
            pool.Run(body.Items, ref body);
        }
    }
}

/// <summary>Slices scattered to tuples of indices.</summary>
internal sealed unsafe class ScatterNDOperator() : ScatterOperator("ScatterND")
{
    protected override ImmutableArray<string> Attributes => ["reduction"];

    protected override Support? CheckDims(Graph graph, Node node)
    {
        var (data, indices) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape);
        return IndexRules.CheckTuples(graph, node, 0)
            ?? IndexRules.Expect(graph.Values[node.Inputs[2]], [.. indices.Dims[..^1], .. data.Dims[(int)indices.Dims[^1]..]]);
    }

    protected override IScatterTarget Target(PlanBuilder builder, Node node) =>
        new Tuples(IndexRules.Tuples(builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[1]), 0));

    private sealed class Tuples(TupleShape shape) : IScatterTarget
    {
        public void Run<T, TRule>(ForkJoinPool pool, T* updates, Indices indices, T* to) where T : unmanaged where TRule : IScatterRule<T>
        {
            var body = new TupleScattering<T, TRule>(updates, indices, to, shape);
            pool.Run(body.Items, ref body);
        }
    }
}
