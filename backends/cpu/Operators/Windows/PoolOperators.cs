// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>MaxPool without indices.</summary>
internal sealed unsafe class MaxPoolOperator() : Operator("MaxPool", 8, 22)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "ceil_mode", "storage_order"];

    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, DType.Float64, DType.Int8, DType.UInt8];

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Inputs[0]);
        if (TypeSets.IsFloat(type))
            Add(builder, node, builder.Float(node.Inputs[0]), builder.FloatResult(node.Outputs[0]), float.NegativeInfinity);
        else if (type == DType.Float64)
            Add(builder, node, builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Outputs[0]), double.NegativeInfinity);
        else if (type == DType.Int8)
            Add(builder, node, builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Outputs[0]), sbyte.MinValue);
        else
            Add(builder, node, builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Outputs[0]), byte.MinValue);
    }

    protected override Support? CheckMore(Graph graph, Node node) => node.HasOutput(1)
        ? Support.No(Why.Context, "MaxPool is taken without its output Indices")
        : WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);

    private static void Add<T>(PlanBuilder builder, Node node, int from, int to, T least) where T : unmanaged, INumber<T>
    {
        var dims = builder.Dims(node.Inputs[0]);
        var window = WindowReader.Read(node, dims.AsSpan(), builder.Dims(node.Outputs[0]).AsSpan(), node.Attributes.Ints("kernel_shape").AsSpan());
        var planes = (int)(dims[0] * dims[1]);
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new MaxPool<T> { Window = window, Image = frame.At<T>(from), Output = frame.At<T>(to), Least = least };
            frame.Pool.Run(planes, ref body);
        });
    }
}

/// <summary>AveragePool.</summary>
internal sealed unsafe class AveragePoolOperator() : Operator("AveragePool", 7, 22)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "ceil_mode", "count_include_pad"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var window = WindowReader.Read(node, dims.AsSpan(), builder.Dims(node.Outputs[0]).AsSpan(), node.Attributes.Ints("kernel_shape").AsSpan());
        var (from, to, planes) = (builder.Float(node.Inputs[0]), builder.FloatResult(node.Outputs[0]), (int)(dims[0] * dims[1]));
        var countPadding = node.Attributes.Int("count_include_pad", 0) != 0;
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new AveragePool { Window = window, Image = frame.Floats(from), Output = frame.Floats(to), CountPadding = countPadding };
            frame.Pool.Run(planes, ref body);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node) => WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);
}

/// <summary>The mean of every plane.</summary>
internal sealed class GlobalAveragePoolOperator() : Operator("GlobalAveragePool", 1, 22)
{
    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        MeanSteps.Add(builder, builder.Float(node.Inputs[0]), builder.FloatResult(node.Outputs[0]), dims, [.. Enumerable.Range(2, dims.Length - 2)]);
    }
}

/// <summary>ReduceMean.</summary>
internal sealed unsafe class ReduceMeanOperator() : Operator("ReduceMean", 18, 18)
{
    protected override ImmutableArray<string> Attributes => ["keepdims", "noop_with_empty_axes"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var axes = Axes(node, builder.Graph);
        if (axes.Length == 0 && node.Attributes.Int("noop_with_empty_axes", 0) != 0)
        {
            CopyOperator.AddView(builder, node.Inputs[0], node.Outputs[0]);
            return;
        }
        int[] all = [.. Enumerable.Range(0, dims.Length)];
        int[] chosen = axes.Length == 0 ? all : [.. axes.Select(axis => (int)(axis < 0 ? axis + dims.Length : axis)).Distinct().Order()];
        MeanSteps.Add(builder, builder.Float(node.Inputs[0]), builder.FloatResult(node.Outputs[0]), dims, chosen);
    }

    protected override Support? CheckMore(Graph graph, Node node) =>
        node.HasInput(1) && graph.Values[node.Inputs[1]].Constant is null && Shape.CountOf(graph.Values[node.Inputs[1]].Shape.Dims.AsSpan()) != 0
            ? Support.IfConstant("ReduceMean needs constant axes (input 1)")
            : null;

    private static long[] Axes(Node node, Graph graph) =>
        node.HasInput(1) && graph.Values[node.Inputs[1]].Constant is { } axes ? axes.AsSpan<long>().ToArray() : [];
}

internal static unsafe class MeanSteps
{
    /// <summary>Adds the mean over <paramref name="axes"/>, which are ascending.</summary>
    public static void Add(PlanBuilder builder, int from, int to, ImmutableArray<long> dims, int[] axes)
    {
        var steps = new int[dims.Length];
        for (int i = dims.Length - 1, step = 1; i >= 0; step *= (int)dims[i--])
            steps[i] = step;
        var origins = Offsets(dims, steps, [.. Enumerable.Range(0, dims.Length).Except(axes)]);
        var offsets = Offsets(dims, steps, axes);
        var contiguous = offsets.Length == 0 || offsets[^1] == offsets.Length - 1;
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new Mean { Input = frame.Floats(from), Output = frame.Floats(to), Origins = origins, Offsets = offsets, IsContiguous = contiguous };
            frame.Pool.Run(body.Items, ref body);
        });
    }

    private static int[] Offsets(ImmutableArray<long> dims, int[] steps, int[] axes)
    {
        int[] offsets = [0];
        foreach (var axis in axes)
            offsets = [.. offsets.SelectMany(offset => Enumerable.Range(0, (int)dims[axis]).Select(index => offset + index * steps[axis]))];
        return offsets;
    }
}
