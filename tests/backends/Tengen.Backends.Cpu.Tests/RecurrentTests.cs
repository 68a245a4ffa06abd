// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;
using static Tengen.Backends.Cpu.Tests.WindowTests;

namespace Tengen.Backends.Cpu.Tests;

using Graph = Tengen.Graph.Graph;

public sealed class RecurrentTests
{
    private const int Steps = 5, Input = 7;

    [Theory]
    [InlineData("RNN", false, 1, 9, "forward", 0)]
    [InlineData("RNN", true, 5, 3, "bidirectional", 0)]
    [InlineData("GRU", false, 6, 19, "reverse", 0)]
    [InlineData("GRU", false, 6, 19, "bidirectional", 1)]
    [InlineData("GRU", true, 2, 4, "forward", 0)]
    [InlineData("LSTM", false, 1, 33, "bidirectional", 0)]
    [InlineData("LSTM", false, 5, 600, "forward", 0)]
    [InlineData("LSTM", true, 3, 8, "reverse", 1)]
    public void Every_output_agrees_with_the_plain_recurrence(string op, bool wide, int batch, int hidden, string direction, int variant)
    {
        var gates = op == "LSTM" ? 4 : op == "GRU" ? 3 : 1;
        var directions = direction == "bidirectional" ? 2 : 1;
        var (x, w, r) = (Numbers(wide, 1, Steps, batch, Input), Numbers(wide, 2, directions, gates * hidden, Input), Numbers(wide, 3, directions, gates * hidden, hidden));
        foreach (var tensor in (Tensor[])[w, r])
            Scale(tensor, 1 / Math.Sqrt(hidden + Input));
        var lengths = Tensor.Of<int>([.. Enumerable.Range(0, batch).Select(member => Steps - member % 3)], batch);
        List<Tensor> inputs = [x, w, r, Numbers(wide, 4, directions, 2 * gates * hidden), lengths, Numbers(wide, 5, directions, batch, hidden)];
        if (op == "LSTM")
            inputs.AddRange([Numbers(wide, 6, directions, batch, hidden), Numbers(wide, 7, directions, 3 * hidden)]);
        NodeAttribute[] attributes = [NodeAttribute.String("direction", direction), .. op == "GRU" ? (NodeAttribute[])[NodeAttribute.Int("linear_before_reset", variant)] : op == "LSTM" ? [NodeAttribute.Int("input_forget", variant)] : []];
        var plain = new PlainRecurrence(op, variant, hidden, [.. inputs.Select(tensor => tensor.Type == DType.Int32 ? [.. tensor.AsSpan<int>().ToArray().Select(value => (double)value)] : Values(tensor))]);
        var expected = plain.Run(Steps, batch, Input, directions, direction == "reverse");
        long[][] dims = [[Steps, directions, batch, hidden], [directions, batch, hidden], [directions, batch, hidden]];
        for (var output = 0; output < (op == "LSTM" ? 3 : 2); output++)
            AllNear(expected[output], Run(Node(op, inputs, output, (x.Type, dims[output]), attributes), [.. inputs]), wide);
    }

    [Fact]
    public void A_length_beyond_the_steps_fails_by_its_position()
    {
        List<Tensor> inputs = [Random(1, 2, 2, 3), Random(2, 1, 4, 3), Random(3, 1, 4, 4), Random(4, 1, 8), Tensor.Of<int>([2, 3], 2)];
        var failure = Assert.Throws<PluginException>(() => Run(Node("RNN", inputs, 0, (DType.Float32, [2, 1, 2, 4]), []), [.. inputs]));
        Assert.Contains("length 3 of sequence 1", failure.Message);
    }

    [Fact]
    public void Activations_take_their_parameters_in_turn_and_are_given_clipped_numbers()
    {
        List<Tensor> inputs = [Tensor.Of<float>([-9], 1, 1, 1), Tensor.Of<float>([1, 0.5f], 2, 1, 1), Tensor.Of<float>([0, 0], 2, 1, 1)];
        NodeAttribute[] attributes = [NodeAttribute.String("direction", "bidirectional"), NodeAttribute.Strings("activations", "LeakyRelu", "HardSigmoid"),
            NodeAttribute.Floats("activation_alpha", 0.5f, 0.25f), NodeAttribute.Floats("activation_beta", 1), NodeAttribute.Float("clip", 2)];
        Assert.Equal([-1f, 0.5f], Run(Node("RNN", inputs, 0, (DType.Float32, [1, 2, 1, 1]), attributes), [.. inputs]).AsSpan<float>().ToArray());
    }

    private static Graph Node(string op, List<Tensor> inputs, int output, (DType Type, long[] Dims) type, NodeAttribute[] attributes)
    {
        var graph = One(op, 22, [.. inputs], type, attributes);
        var outputs = Enumerable.Repeat(Tengen.Graph.Node.Absent, output).Append(inputs.Count);
        return graph with { Nodes = [new Node("", op, 22, [.. Enumerable.Range(0, inputs.Count)], [.. outputs], graph.Nodes[0].Attributes)] };
    }

    private static void Scale(Tensor tensor, double factor)
    {
        if (tensor.Type == DType.Float64)
            foreach (ref var value in tensor.AsSpan<double>())
                value *= factor;
        else
            foreach (ref var value in tensor.AsSpan<float>())
                value *= (float)factor;
    }
}
