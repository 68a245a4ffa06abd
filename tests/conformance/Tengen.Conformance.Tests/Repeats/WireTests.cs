// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.OrdinaryHost;

namespace Tengen.Conformance.Tests.Repeats;

/// <summary>What goes through the pipe comes out as it went in.</summary>
public sealed class WireTests
{
    [Fact]
    public void A_graph_with_every_kind_of_attribute_crosses()
    {
        var body = new GraphBuilder("body");
        body.Output(body.Constant("one", Tensor.Scalar(1f)));
        var graph = new GraphBuilder("g");
        var length = graph.Symbol(new Symbol("n", 1, 9, 2, 4));
        var input = graph.Input("x", DType.Float16, new Shape(2, length));
        var output = graph.Value("y", DType.Int4, Shape.Scalar);
        graph.Node(new Node("d", "Op", 7, [input, Node.Absent], [output], new AttributeList(
        [
            NodeAttribute.Float("a", 0.5f), NodeAttribute.Int("b", -3), NodeAttribute.Bytes("c", [0, 255]), NodeAttribute.Tensor("d", Tensor.Of<int>([1, 2], 2)), NodeAttribute.Graph("e", body.Build()),
            NodeAttribute.Floats("f", 1, 2), NodeAttribute.Ints("g", 3, 4), NodeAttribute.Strings("h", "i", "j"), NodeAttribute.Tensors("k", [Tensor.Scalar(5L)]), NodeAttribute.Graphs("l", [body.Build()]),
        ]), "name"));
        graph.Output(output);
        graph.Alias(0, 0);
        var sent = new RunRequest(graph.Build(), DType.Float16, [[Tensor.Of<Half>([(Half)1, (Half)2], 2, 1)]]);
        Assert.Equal(Bytes(sent.Write), Bytes(RunRequest.Read(Reader(Bytes(sent.Write))).Write));
    }

    [Fact]
    public void Answers_cross()
    {
        var numerics = new Numerics { Op = "MatMul", Type = DType.Float32, Demotion = Numerics.Tf32, Summation = Summation.Pairwise, TruncationBlock = 8, FunctionUlp = 1.5, FunctionFloor = 1e-7, Forms = ["winograd"], Flags = NumericFlags.Normwise, Determinism = Determinism.Published };
        Answer[] answers = [new Answer.Opened("d"), new Answer.Ran(numerics, [[Tensor.Of<float>([1, 2], 2)], []]), new Answer.Declined("r", "t"), new Answer.Failed(true, "r", "t"), new Answer.Failed(false, "", "")];
        foreach (var answer in answers)
        {
            var read = Answer.Read(Reader(Bytes(answer.Write)));
            Assert.Equal(answer.GetType(), read.GetType());
            Assert.Equal(Bytes(answer.Write), Bytes(read.Write));
        }
    }

    [Fact]
    public void A_message_that_breaks_off_is_the_end_and_nonsense_is_said_to_be() => Assert.Multiple(
        () => Assert.Throws<EndOfStreamException>(() => Answer.Read(Reader(Bytes(new Answer.Opened("device").Write)[..^1]))),
        () => Assert.Throws<InvalidDataException>(() => Answer.Read(Reader("vendor: hello"u8.ToArray()))));

    private static byte[] Bytes(Action<WireWriter> write)
    {
        using var memory = new MemoryStream();
        write(new WireWriter(new BinaryWriter(memory)));
        return memory.ToArray();
    }

    private static WireReader Reader(byte[] bytes) => new(new BinaryReader(new MemoryStream(bytes)));
}
