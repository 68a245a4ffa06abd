// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Reduction;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A fold over axes that are a constant input: over all axes when there are none, or over no axis with noop_with_empty_axes.</summary>
internal sealed class ReduceOperator<TFold>(string name, int since, int until, ImmutableArray<DType> types) : Operator(name, since, until)
    where TFold : struct, IFold
{
    protected override ImmutableArray<string> Attributes => FoldedAxes.Attributes;

    protected override ImmutableArray<DType> Types => types;

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Inputs[0]);
        var (shape, from, to) = (FoldedAxes.ShapeOf(builder, node), builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
        if (type == DType.Bool && typeof(TFold) == typeof(MinFold))
            FoldSteps.Add<byte, AllFold>(builder, shape, from, to);
        else
            ElementTypes.Number(type, new Case(builder, shape, from, to));
    }

    protected override Support? CheckMore(Graph graph, Node node) => FoldedAxes.Check(graph, node);

    private readonly struct Case(PlanBuilder builder, FoldShape shape, int from, int to) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => FoldSteps.Add<T, TFold>(builder, shape, from, to);
    }
}

/// <summary>The logarithm of the sum of exponentials, shifted by the maximum.</summary>
internal sealed class ReduceLogSumExpOperator() : Operator("ReduceLogSumExp", 18, 18)
{
    protected override ImmutableArray<string> Attributes => FoldedAxes.Attributes;

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node) => FoldedAxes.Check(graph, node);

    private readonly unsafe struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (shape, from, to) = (FoldedAxes.ShapeOf(builder, node), builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
            builder.Add([from], [to], 0, (in frame) =>
            {
                var body = new LogSumExp<T>(shape, frame.At<T>(from), frame.At<T>(to));
                frame.Pool.Run(body.Items, ref body);
            });
        }
    }
}

internal static unsafe class FoldSteps
{
    /// <summary>Adds a fold over slots.</summary>
    public static void Add<T, TFold>(PlanBuilder builder, FoldShape shape, int from, int to)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> where TFold : struct, IFold =>
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new Fold<T, TFold>(shape, frame.At<T>(from), frame.At<T>(to));
            frame.Pool.Run(body.Items, ref body);
        });
}

/// <summary>What the Reduce operators share: their axes are input 1.</summary>
internal static class FoldedAxes
{
    public static readonly ImmutableArray<string> Attributes = ["keepdims", "noop_with_empty_axes"];

    public static FoldShape ShapeOf(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var axes = IntegerOperand.Known(builder.Graph, node, 1);
        var isFolded = new bool[dims.Length];
        if (axes.IsDefaultOrEmpty)
            Array.Fill(isFolded, node.Attributes.Int("noop_with_empty_axes", 0) == 0);
        else
            foreach (var axis in axes)
                isFolded[axis < 0 ? axis + dims.Length : axis] = true;
        return new FoldShape(dims.AsSpan(), isFolded);
    }

    public static Support? Check(Graph graph, Node node)
    {
        if (!node.HasInput(1))
            return null;
        var axes = graph.Values[node.Inputs[1]];
        if (axes.Type != DType.Int64)
            return Support.No(Why.DType, $"{node} takes i64 axes, not {axes}");
        if (axes.Constant is null)
            return Shape.CountOf(axes.Shape.Dims.AsSpan()) == 0 ? null : Support.IfConstant($"{node} needs constant axes (input 1)");
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        foreach (var axis in IntegerOperand.Known(graph, node, 1))
            if (axis < -rank || axis >= rank)
                return Support.No(Why.Shape, $"{node} of rank {rank} has no axis {axis}");
        return null;
    }
}
