// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

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
