// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Softmax along one axis.</summary>
internal sealed unsafe class SoftmaxOperator() : Operator("Softmax", 13, 13)
{
    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var (from, to) = (builder.Float(node.Inputs[0]), builder.FloatResult(node.Outputs[0]));
        var axis = Axis(node, -1, dims.Length);
        var (count, inner) = ((int)dims[axis], Product(dims, axis + 1, dims.Length));
        var rows = Product(dims, 0, axis) * inner;
        builder.Add([from], [to], (long)count * builder.Pool.Width * sizeof(float), (in frame) =>
        {
            var body = new Softmax
            {
                Input = frame.Floats(from),
                Output = frame.Floats(to),
                Count = count,
                Inner = inner,
                RowCount = rows,
                Scratch = (float*)frame.Scratch,
            };
            frame.Pool.Run(body.Items, ref body);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        var axis = Axis(node, -1, rank);
        return axis >= 0 && axis < rank ? null : Support.No(Why.Attribute, $"Softmax of rank {rank} has no axis {axis}");
    }
}

/// <summary>Layer normalisation with its optional outputs Mean and InvStdDev.</summary>
internal sealed unsafe class LayerNormalizationOperator() : Operator("LayerNormalization", 17, 17)
{
    protected override ImmutableArray<string> Attributes => ["axis", "epsilon"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var axis = Axis(node, -1, dims.Length);
        var (rows, count) = (Product(dims, 0, axis), Product(dims, axis, dims.Length));
        var epsilon = node.Attributes.Float("epsilon", 1e-5f);
        var (from, scale, bias) = (builder.Float(node.Inputs[0]), builder.Float(node.Inputs[1]), builder.OptionalFloat(node, 2));
        var to = builder.FloatResult(node.Outputs[0]);
        var mean = node.HasOutput(1) ? builder.FloatResult(node.Outputs[1]) : -1;
        var inverse = node.HasOutput(2) ? builder.FloatResult(node.Outputs[2]) : -1;
        builder.Add([from, scale, bias], [to, mean, inverse], 0, (in frame) =>
        {
            var body = new LayerNormalization
            {
                Input = frame.Floats(from),
                Output = frame.Floats(to),
                Scale = frame.Floats(scale),
                Bias = frame.Optional(bias),
                Mean = frame.Optional(mean),
                InverseDeviation = frame.Optional(inverse),
                Count = count,
                Epsilon = epsilon,
            };
            frame.Pool.Run(count == 0 ? 0 : rows, ref body);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        var axis = Axis(node, -1, dims.Length);
        if (axis < 0 || axis >= dims.Length)
            return Support.No(Why.Attribute, $"LayerNormalization of rank {dims.Length} has no axis {axis}");
        foreach (var input in node.Inputs.Skip(1).Where(input => input != Node.Absent))
            if (!graph.Values[input].Shape.Dims.SequenceEqual(dims[axis..]))
                return Support.No(Why.Shape, $"{graph.Values[input]} must have the dims {string.Join('x', dims[axis..])} of the normalised axes");
        return SameType(graph, node);
    }
}

/// <summary>Batch normalisation at inference: (x - mean) / sqrt(variance + epsilon) * scale + shift, in this order.</summary>
internal sealed unsafe class BatchNormalizationOperator() : Operator("BatchNormalization", 9, 15)
{
    protected override ImmutableArray<string> Attributes => ["epsilon", "momentum"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var channels = dims.Length > 1 ? (int)dims[1] : 1;
        var (planes, plane) = ((int)dims[0] * channels, Product(dims, Math.Min(2, dims.Length), dims.Length));
        var chain = EpilogueChain.Of(builder, node);
        var (from, to) = (builder.Float(node.Inputs[0]), builder.FloatResult(node.Outputs[0]));
        builder.Add([from, .. chain.Reads], [to], channels * sizeof(float), (in frame) =>
        {
            var body = new ChannelEpilogue { Input = frame.Floats(from), Output = frame.Floats(to), Plane = plane, Channels = channels };
            chain.Fill(frame, ref body.Epilogue, (float*)frame.Scratch, channels);
            frame.Pool.Run(plane == 0 ? 0 : planes, ref body);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (node.Outputs.Length > 1 && node.Outputs.Skip(1).Any(output => output != Node.Absent))
            return Support.No(Why.Context, "BatchNormalization is taken at inference only, without its running statistics");
        var mixed = node.Inputs.FirstOrDefault(input => !TypeSets.IsFloat(graph.Values[input].Type), Node.Absent);
        if (mixed != Node.Absent)
            return Support.No(Why.DType, $"BatchNormalization takes no {graph.Values[mixed]}");
        return graph.Values[node.Inputs[0]].Shape.Rank < 1 ? Support.No(Why.Shape, "BatchNormalization takes no scalar") : null;
    }
}
