// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Attention;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Heads turned by the angles of their positions. A position below 0 counts from the last angle; one out of range fails the execution.</summary>
internal sealed unsafe class RotaryEmbeddingOperator() : Operator("RotaryEmbedding", 23, 23)
{
    protected override ImmutableArray<string> Attributes => ["interleaved", "num_heads", "rotary_embedding_dim"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var shape = Read(builder.Graph, node);
        var strides = IsFlat(builder.Graph, node) ? HeadStrides.OfPositions(shape.Heads, shape.Rows, shape.Size) : HeadStrides.OfHeads(shape.Heads, shape.Rows, shape.Size);
        var (from, cosines, sines) = (builder.Float(node.Inputs[0]), builder.Float(node.Inputs[1]), builder.Float(node.Inputs[2]));
        var (positions, angles) = (node.HasInput(3) ? builder.SlotOf(node.Inputs[3]) : -1, (nint)builder.Dims(node.Inputs[1])[0]);
        var to = builder.FloatResult(node.Outputs[0]);
        builder.Add([from, cosines, sines, positions], [to], 0, (in frame) =>
        {
            var body = new Rotation
            {
                Shape = shape,
                Input = new HeadRows<float>(frame.Floats(from), strides),
                Output = new HeadRows<float>(frame.Floats(to), strides),
                Cosines = frame.Floats(cosines),
                Sines = frame.Floats(sines),
                Positions = positions < 0 ? null : new Indices("RotaryEmbedding", frame.At<long>(positions), true),
                Angles = angles,
            };
            frame.Pool.Run(body.Items, ref body);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (x, type) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[0]].Type);
        var (flat, heads) = (IsFlat(graph, node), node.Attributes.Int("num_heads", 0));
        if (x.Shape.Rank is not (3 or 4))
            return Support.No(Why.Shape, $"RotaryEmbedding turns tensors of rank 3 or 4, not {x}");
        if (flat && (heads < 1 || x.Shape[2] % heads != 0))
            return Support.No(Why.Attribute, $"RotaryEmbedding needs num_heads that divide the {x.Shape[2]} numbers of a position, not {heads}");
        foreach (var input in (int[])[1, 2])
            if (graph.Values[node.Inputs[input]].Type != type)
                return Support.No(Why.DType, $"RotaryEmbedding of {type} takes no {graph.Values[node.Inputs[input]]}");
        if (node.HasInput(3) && graph.Values[node.Inputs[3]].Type != DType.Int64)
            return Support.No(Why.DType, $"the positions of RotaryEmbedding are i64, not {graph.Values[node.Inputs[3]]}");
        var size = x.Shape.Dims[^1] / (flat ? heads : 1);
        var part = node.Attributes.Int("rotary_embedding_dim", 0);
        if (part < 0 || part > size || (part == 0 ? size : part) % 2 != 0)
            return Support.No(Why.Attribute, $"RotaryEmbedding turns an even number of the {size} numbers of a head, not {part}");
        return CheckExtents(graph, node, Read(graph, node));
    }

    private static Support? CheckExtents(Graph graph, Node node, RotaryShape shape)
    {
        var withPositions = node.HasInput(3);
        foreach (var input in Enumerable.Range(1, 3).Where(node.HasInput))
        {
            var value = graph.Values[node.Inputs[input]];
            long[] dims = input == 3 ? [shape.Batch, shape.Rows]
                : withPositions ? [value.Shape.Rank == 2 ? value.Shape[0] : 0, shape.Half]
                : [shape.Batch, shape.Rows, shape.Half];
            if (!value.Shape.Dims.SequenceEqual(dims))
                return Support.No(Why.Shape, $"{value} of RotaryEmbedding must have the dims {string.Join('x', dims)}");
        }
        var (cosines, sines) = (graph.Values[node.Inputs[1]], graph.Values[node.Inputs[2]]);
        return cosines.Shape != sines.Shape
            ? Support.No(Why.Shape, $"{cosines} and {sines} of RotaryEmbedding have other dims")
            : IndexRules.Expect(graph.Values[node.Outputs[0]], graph.Values[node.Inputs[0]].Shape.Dims);
    }

    private static RotaryShape Read(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        var flat = IsFlat(graph, node);
        var heads = (int)(flat ? node.Attributes.Int("num_heads", 0) : dims[1]);
        var size = (int)dims[^1] / (flat ? heads : 1);
        var part = (int)node.Attributes.Int("rotary_embedding_dim", 0);
        return new RotaryShape((int)dims[0], heads, (int)dims[flat ? 1 : 2], size, (part == 0 ? size : part) / 2, node.Attributes.Int("interleaved", 0) != 0);
    }

    /// <summary>Positions before heads, of which an attribute tells the number.</summary>
    private static bool IsFlat(Graph graph, Node node) => graph.Values[node.Inputs[0]].Shape.Rank == 3;
}
