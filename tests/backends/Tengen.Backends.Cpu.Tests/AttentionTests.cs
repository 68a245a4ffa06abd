// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.Cpu.Tests.Runner;
using static Tengen.Backends.Cpu.Tests.WindowTests;

namespace Tengen.Backends.Cpu.Tests;

using Graph = Tengen.Graph.Graph;

public sealed class AttentionTests
{
    private const int Batch = 2, Heads = 4, KeyHeads = 2, Size = 24, ValueSize = 20;

    /// <summary>Mask: n none, b bools for all heads, f numbers for each head, s bools of fewer keys. Cache: -1 none.</summary>
    [Theory]
    [InlineData(130, 150, -1, 'n', false, -1, -1, 0f, false, false)]
    [InlineData(9, 33, 5, 'b', true, -1, -1, 0f, false, false)]
    [InlineData(9, 33, -1, 'f', true, 4, -1, 2f, false, true)]
    [InlineData(1, 40, 17, 'f', true, -1, -1, 0f, false, false)]
    [InlineData(3, 12, -1, 's', false, 3, 2, 0f, true, false)]
    [InlineData(6, 12, 2, 'n', true, -1, -1, 1f, true, true)]
    [InlineData(5, 600, -1, 's', false, -1, 7, 0f, false, false)]
    public void Output_and_weights_agree_with_the_plain_sum(int queries, int fresh, int past, char mask, bool causal, int left, int right, float cap, bool wide, bool flat)
    {
        var keys = fresh + Math.Max(past, 0);
        var (q, k, v) = (Numbers(wide, 1, Batch, Heads, queries, Size), Numbers(wide, 2, Batch, KeyHeads, keys, Size), Numbers(wide, 3, Batch, KeyHeads, keys, ValueSize));
        var named = mask == 's' ? keys - 3 : keys;
        var numbers = Numbers(wide, 4, mask == 'f' ? [Heads, queries, named] : [Batch, 1, queries, named]);
        var bools = Tensor.Of(DType.Bool, (ReadOnlySpan<byte>)[.. Values(numbers).Select((value, i) => (byte)(i % named > 1 && value > -0.5 ? 1 : 0))], [.. numbers.Dims]);
        Tensor?[] inputs = [Layout(q, 0, queries, flat), Layout(k, Math.Max(past, 0), keys, flat), Layout(v, Math.Max(past, 0), keys, flat),
            mask == 'n' ? null : mask == 'f' ? numbers : bools, past < 0 ? null : Layout(k, 0, past, false), past < 0 ? null : Layout(v, 0, past, false)];
        List<NodeAttribute> attributes = [NodeAttribute.Int("is_causal", causal ? 1 : 0), NodeAttribute.Int("left_window_size", left), NodeAttribute.Int("right_window_size", right),
            NodeAttribute.Float("softcap", cap), NodeAttribute.Int("qk_matmul_output_mode", 3)];
        if (flat)
            attributes.AddRange([NodeAttribute.Int("q_num_heads", Heads), NodeAttribute.Int("kv_num_heads", KeyHeads)]);
        var (expected, weights) = (new double[Batch * Heads * queries * ValueSize], new double[Batch * Heads * queries * keys]);
        for (var row = 0; row < Batch * Heads * queries; row++)
        {
            var (b, h, i) = (row / queries / Heads, row / queries % Heads, row % queries);
            var keyRow = (b * Heads + h) / (Heads / KeyHeads) * keys;
            var scores = Enumerable.Range(0, keys).Select(j =>
            {
                var score = Enumerable.Range(0, Size).Sum(d => At(q, row * Size + d) * At(k, (keyRow + j) * Size + d)) / Math.Sqrt(Size);
                score = cap > 0 ? cap * Math.Tanh(score / cap) : score;
                var place = Math.Max(past, 0) + i;
                var seen = (!causal || j <= place) && (left < 0 || j >= place - left) && (right < 0 || j <= place + right);
                var at = (mask == 'f' ? h * queries + i : b * queries + i) * named + j;
                seen &= j < named && (mask is not ('b' or 's') || bools.AsBytes()[at] != 0);
                return seen ? score + (mask == 'f' ? At(numbers, at) : 0) : double.NegativeInfinity;
            }).ToArray();
            var most = scores.Max();
            var sum = scores.Sum(score => Math.Exp(score - most));
            for (var j = 0; j < keys && most > double.NegativeInfinity; j++)
            {
                var weight = weights[row * keys + j] = Math.Exp(scores[j] - most) / sum;
                for (var d = 0; d < ValueSize; d++)
                    expected[flat ? ((b * queries + i) * Heads + h) * ValueSize + d : row * ValueSize + d] += weight * At(v, (keyRow + j) * ValueSize + d);
            }
        }
        long[] output = flat ? [Batch, queries, Heads * ValueSize] : [Batch, Heads, queries, ValueSize];
        AllNear(expected, Run(Node(inputs, 0, (q.Type, output), attributes), [.. inputs.OfType<Tensor>()]), wide);
        AllNear(weights, Run(Node(inputs, 3, (q.Type, [Batch, Heads, queries, keys]), attributes), [.. inputs.OfType<Tensor>()]), wide);
        if (past >= 0)
            Assert.Equal(Values(v), Values(Run(Node(inputs, 2, (v.Type, [.. v.Dims]), attributes), [.. inputs.OfType<Tensor>()])));
    }

    [Fact]
    public void Padding_behind_a_length_is_not_read_and_a_query_before_all_keys_gives_zeros()
    {
        var (q, k, v) = (Random(1, 2, 1, 3, 4), Random(2, 2, 1, 5, 4), Random(3, 2, 1, 5, 4));
        k.AsSpan<float>()[8..20].Fill(float.NaN);
        v.AsSpan<float>()[8..20].Fill(float.NaN);
        Tensor?[] inputs = [q, k, v, null, null, null, Tensor.Of<long>([2, 5], 2)];
        var y = Run(Node(inputs, 0, (DType.Float32, [2, 1, 3, 4]), [NodeAttribute.Int("is_causal", 1)]), [.. inputs.OfType<Tensor>()]).AsSpan<float>().ToArray();
        Assert.Equal([0f, 0, 0, 0], y[..4]);
        Assert.Equal(v.AsSpan<float>()[..4].ToArray(), y[4..8]);
        Assert.DoesNotContain(y, float.IsNaN);
    }

    private static double At(Tensor tensor, int index) => tensor.Type == DType.Float64 ? tensor.AsSpan<double>()[index] : tensor.AsSpan<float>()[index];

    /// <summary>Some positions of a tensor by batch, head, position; heads inside positions where <paramref name="flat"/>.</summary>
    private static Tensor Layout(Tensor tensor, int first, int end, bool flat)
    {
        var (batch, heads, rows, size) = (tensor.Dims[0], tensor.Dims[1], end - first, tensor.Dims[3]);
        var result = flat ? new Tensor(tensor.Type, batch, rows, heads * size) : new Tensor(tensor.Type, batch, heads, rows, size);
        var bytes = tensor.Type.Bits / 8;
        for (var i = 0; i < result.Count; i++)
        {
            var (d, b) = (i % size, i / (heads * rows * size));
            var (h, row) = flat ? (i / size % heads, i / (size * heads) % rows) : (i / (size * rows) % heads, i / size % rows);
            var from = ((b * heads + h) * tensor.Dims[2] + first + row) * size + d;
            tensor.AsBytes().Slice((int)from * bytes, bytes).CopyTo(result.AsBytes()[(i * bytes)..]);
        }
        return result;
    }

    private static Graph Node(Tensor?[] inputs, int output, (DType, long[]) type, List<NodeAttribute> attributes)
    {
        Tensor[] given = [.. inputs.OfType<Tensor>()];
        var graph = One("Attention", 25, given, type, [.. attributes]);
        var next = 0;
        int[] indices = [.. inputs.Select(input => input is null ? Tengen.Graph.Node.Absent : next++)];
        var outputs = Enumerable.Repeat(Tengen.Graph.Node.Absent, output).Append(given.Length);
        return graph with { Nodes = [new Node("", "Attention", 25, [.. indices], [.. outputs], graph.Nodes[0].Attributes)] };
    }
}
