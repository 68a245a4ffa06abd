// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Attention;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Attention: many queries of fp32 as products of blocks, few of them and fp64 query by query.</summary>
internal sealed unsafe class AttentionOperator() : Operator("Attention", 23, 25)
{
    /// <summary>Fewer queries are not worth packing the keys.</summary>
    private const int FewQueries = 4;

    protected override ImmutableArray<string> Attributes =>
    [
        "is_causal", "kv_num_heads", "left_window_size", "q_num_heads", "qk_matmul_output_mode", "right_window_size", "scale", "softcap", "softmax_precision",
    ];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var wide = graph.Values[node.Inputs[0]].Type == DType.Float64;
        foreach (var input in Enumerable.Range(1, Math.Min(node.Inputs.Length, 6) - 1).Where(node.HasInput))
        {
            var type = graph.Values[node.Inputs[input]].Type;
            if (!(input == 3 && type == DType.Bool) && !(wide ? type == DType.Float64 : TypeSets.IsFloat(type)))
                return Support.No(Why.DType, $"input {input} of Attention of {graph.Values[node.Inputs[0]].Type} is not taken as {type}");
        }
        if (node.Attributes["softmax_precision"] is { } precision && precision.AsInt != (wide ? 11 : 1))
            return Support.No(Why.Attribute, $"the softmax of Attention is computed in {(wide ? "f64 (11)" : "f32 (1)")}, not in ONNX type {precision.AsInt}");
        return AttentionReader.Check(graph, node);
    }

    private static void Build<T>(PlanBuilder builder, Node node) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = AttentionReader.Read(builder.Graph, node);
        var slots = AttentionSlots.Of<T>(builder, node, shape);
        var scale = node.Attributes.Has("scale") ? T.CreateTruncating(node.Attributes.Float("scale", 1)) : T.One / T.Sqrt(T.CreateTruncating(shape.Size));
        var (cap, mode) = (T.CreateTruncating(node.Attributes.Float("softcap", 0)), (int)node.Attributes.Int("qk_matmul_output_mode", 0));
        var blocks = typeof(T) == typeof(float) && shape.Queries >= FewQueries;
        var scratch = builder.Pool.Width * (blocks ? BlockAttention.WorkerBytes(shape, builder.Pool.Width) : (long)shape.Keys * sizeof(T));
        builder.Add(slots.Reads, slots.Writes, scratch, (in frame) =>
        {
            var weights = new AttentionWeights<T>
            {
                Shape = shape,
                Mask = slots.MaskOf<T>(frame),
                Lengths = slots.Lengths < 0 ? null : frame.At<long>(slots.Lengths),
                Scale = scale,
                Cap = cap,
                Report = slots.Report < 0 ? null : frame.At<T>(slots.Report),
                ReportMode = mode,
            };
            var (queries, output) = (new HeadRows<T>(frame.At<T>(slots.Queries), slots.QueryStrides), new HeadRows<T>(frame.At<T>(slots.Output), slots.OutputStrides));
            var (keys, values) = (new HeadRows<T>(frame.At<T>(slots.Keys), slots.KeyStrides), new HeadRows<T>(frame.At<T>(slots.Values), slots.ValueStrides));
            if (blocks)
                RunBlocks(frame, shape, (AttentionWeights<float>)(object)weights, (HeadRows<float>)(object)queries, (HeadRows<float>)(object)keys,
                    (HeadRows<float>)(object)values, (HeadRows<float>)(object)output);
            else
            {
                var body = new RowAttention<T> { Shape = shape, Weights = weights, Queries = queries, Keys = keys, Values = values, Output = output, Scratch = (T*)frame.Scratch };
                frame.Pool.Run(body.Items, ref body);
            }
        });
    }

    private static void RunBlocks(in Frame frame, AttentionShape shape, AttentionWeights<float> weights, HeadRows<float> queries, HeadRows<float> keys, HeadRows<float> values, HeadRows<float> output)
    {
        var body = new BlockAttention
        {
            Shape = shape,
            Weights = weights,
            Queries = queries,
            Keys = keys,
            Values = values,
            Output = output,
            Scratch = frame.Scratch,
            Pool = frame.Pool,
        };
        frame.Pool.Run(body.Items, ref body);
    }

    private readonly struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> => AttentionOperator.Build<T>(builder, node);
    }
}
