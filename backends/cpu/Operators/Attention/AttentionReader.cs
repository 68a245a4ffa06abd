// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Attention;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Reads the extents of an Attention and says what is not consistent.</summary>
internal static class AttentionReader
{
    public static AttentionShape Read(Graph graph, Node node)
    {
        var (q, k, v) = (Dims(graph, node, 0), Dims(graph, node, 1), Dims(graph, node, 2));
        var flat = IsFlat(graph, node);
        var heads = flat ? (int)node.Attributes.Int("q_num_heads", 0) : (int)q[1];
        var keyHeads = flat ? (int)node.Attributes.Int("kv_num_heads", 0) : (int)k[1];
        var past = node.HasInput(4) ? (int)Dims(graph, node, 4)[2] : -1;
        var (queries, keys) = ((int)q[^2], (int)k[^2]);
        if (flat)
            (queries, keys) = ((int)q[1], (int)k[1]);
        return new AttentionShape((int)q[0], heads, keyHeads, queries, keys + Math.Max(past, 0), (int)q[^1] / (flat ? heads : 1), (int)v[^1] / (flat ? keyHeads : 1), past,
            node.Attributes.Int("is_causal", 0) != 0, (int)node.Attributes.Int("left_window_size", -1), (int)node.Attributes.Int("right_window_size", -1));
    }

    /// <summary>Positions before heads, of which the attributes tell the number.</summary>
    public static bool IsFlat(Graph graph, Node node) => graph.Values[node.Inputs[0]].Shape.Rank == 3;

    public static Support? Check(Graph graph, Node node)
    {
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        if (rank is not (3 or 4) || node.Inputs.Skip(1).Take(2).Any(input => graph.Values[input].Shape.Rank != rank))
            return Support.No(Why.Shape, "Attention needs Q, K and V of rank 3, or all of rank 4");
        if (rank == 3 && (node.Attributes.Int("q_num_heads", 0) < 1 || node.Attributes.Int("kv_num_heads", 0) < 1))
            return Support.No(Why.Attribute, "Attention of rank 3 needs q_num_heads and kv_num_heads");
        if (node.HasInput(4) != node.HasInput(5) || (node.HasInput(6) && node.HasInput(4)))
            return Support.No(Why.Context, "Attention takes past_key and past_value together, and nonpad_kv_seqlen without them");
        foreach (var name in (string[])["left_window_size", "right_window_size"])
            if (node.Attributes.Int(name, -1) is < -1 or > int.MaxValue)
                return Support.No(Why.Attribute, $"{node.Attributes[name]} is no size of a window");
        if (node.Attributes.Int("qk_matmul_output_mode", 0) is < 0 or > 3)
            return Support.No(Why.Attribute, $"Attention knows no qk_matmul_output_mode {node.Attributes["qk_matmul_output_mode"]}");
        return CheckExtents(graph, node, Read(graph, node));
    }

    private static Support? CheckExtents(Graph graph, Node node, AttentionShape shape)
    {
        var flat = IsFlat(graph, node);
        var fresh = shape.Keys - Math.Max(shape.Past, 0);
        long[] Expected(int heads, int rows, int size) => flat ? [shape.Batch, rows, (long)heads * size] : [shape.Batch, heads, rows, size];
        (int Input, long[] Dims)[] expected =
        [
            (0, Expected(shape.Heads, shape.Queries, shape.Size)), (1, Expected(shape.KeyHeads, fresh, shape.Size)), (2, Expected(shape.KeyHeads, fresh, shape.ValueSize)),
            (4, [shape.Batch, shape.KeyHeads, shape.Past, shape.Size]), (5, [shape.Batch, shape.KeyHeads, shape.Past, shape.ValueSize]), (6, [shape.Batch]),
        ];
        foreach (var (input, dims) in expected)
            if (node.HasInput(input) && !Dims(graph, node, input).SequenceEqual(dims))
                return Support.No(Why.Shape, $"{graph.Values[node.Inputs[input]]} of Attention must have the dims {string.Join('x', dims)}");
        if (shape.KeyHeads < 1 || shape.Heads % shape.KeyHeads != 0)
            return Support.No(Why.Shape, $"{shape.Heads} heads of queries cannot share {shape.KeyHeads} of keys");
        if (!node.HasInput(3))
            return null;
        var mask = Dims(graph, node, 3);
        long[] whole = [shape.Batch, shape.Heads, shape.Queries];
        var fits = mask.Length is >= 1 and <= 4 && mask[^1] <= shape.Keys && mask[..^1].Reverse().Zip(whole.Reverse()).All(pair => pair.First == 1 || pair.First == pair.Second);
        return fits ? null : Support.No(Why.Shape, $"{graph.Values[node.Inputs[3]]} does not broadcast to {string.Join('x', whole)}x{shape.Keys}");
    }

    private static long[] Dims(Graph graph, Node node, int input) => [.. graph.Values[node.Inputs[input]].Shape.Dims];
}
