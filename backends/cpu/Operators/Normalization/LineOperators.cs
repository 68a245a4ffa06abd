// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Kernels.Reduction;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A function of the lines along one axis, the last by default.</summary>
internal abstract class LineOperator(string name, int since, int until) : Operator(name, since, until)
{
    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        var axis = Axis(node, -1, rank);
        return axis >= 0 && axis < rank ? null : Support.No(Why.Attribute, $"{Name} of rank {rank} has no axis {axis}");
    }

    protected static void Add<T, TFunction>(PlanBuilder builder, Node node, TFunction function)
        where T : unmanaged where TFunction : struct, ILineFunction<T>
    {
        var dims = builder.Dims(node.Inputs[0]);
        LineSteps.Add<T, TFunction>(builder, Lines.Along(dims, Axis(node, -1, dims.Length)), builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]), function);
    }
}

internal static unsafe class LineSteps
{
    /// <summary>Adds a function of lines over slots.</summary>
    public static void Add<T, TFunction>(PlanBuilder builder, Lines lines, int from, int to, TFunction function)
        where T : unmanaged where TFunction : struct, ILineFunction<T> =>
        builder.Add([from], [to], (long)lines.Count * builder.Pool.Width * sizeof(T), (in frame) =>
        {
            var body = new LineMap<T, TFunction> { Input = frame.At<T>(from), Output = frame.At<T>(to), Lines = lines, Function = function, Scratch = (T*)frame.Scratch };
            frame.Pool.Run(body.Items, ref body);
        });
}

/// <summary>Softmax and LogSoftmax.</summary>
internal sealed class SoftmaxOperator<TFunction>(string name) : LineOperator(name, 13, 13)
    where TFunction : struct, ILineFunction<float>, ILineFunction<double>
{
    public override void Build(PlanBuilder builder, Node node)
    {
        if (builder.Type(node.Inputs[0]) == DType.Float64)
            Add<double, TFunction>(builder, node, default);
        else
            Add<float, TFunction>(builder, node, default);
    }
}

/// <summary>1 at the first greatest element.</summary>
internal sealed class HardmaxOperator() : LineOperator("Hardmax", 13, 13)
{
    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    private readonly struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> => Add<T, HardmaxFunction<T>>(builder, node, default);
    }
}

/// <summary>Lines over their 1-norm or 2-norm.</summary>
internal sealed class LpNormalizationOperator() : LineOperator("LpNormalization", 1, 22)
{
    protected override ImmutableArray<string> Attributes => ["axis", "p"];

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.Int("p", 2) is 1 or 2
        ? base.CheckMore(graph, node)
        : Support.No(Why.Attribute, $"LpNormalization takes p of 1 or 2, not {node.Attributes.Int("p", 2)}");

    private readonly struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> =>
            Add<T, LpNormalizationFunction<T>>(builder, node, new(node.Attributes.Int("p", 2) == 1));
    }
}
