// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

using Graph = Tengen.Graph.Graph;

public sealed unsafe class GraphReadingTests
{
    [Fact]
    public void Every_kind_of_attribute_arrives()
    {
        using var memory = new Memory();
        var body = Graphs.AddConstant(1, 2);
        var node = new Node("d", "Op", 3, [0], [1], new AttributeList(
        [
            NodeAttribute.Float("f", 1.5f), NodeAttribute.Int("i", long.MinValue), NodeAttribute.String("s", "ü"), NodeAttribute.Tensor("t", Tensor.Of<int>([1, 2], 2)),
            NodeAttribute.Graph("g", body), NodeAttribute.Floats("fs", 1, 2), NodeAttribute.Ints("is"), NodeAttribute.Strings("ss", "a", ""),
        ]));
        var graph = new GraphBuilder("g");
        graph.Input("a", DType.Float32, new Shape(1));
        graph.Value("b", DType.Float32, new Shape(1));
        graph.Node(node);
        graph.Output(1);
        using var loan = new Loan();
        var read = new GraphReader(loan).Read(new NativeGraph(memory).Write(graph.Build()), inQuery: false);
        Assert.Empty(read.Unreadable);
        var attributes = read.Graph.Nodes[0].Attributes;
        Assert.Equal((1.5f, long.MinValue, "ü"), (attributes["f"]!.AsFloat, attributes["i"]!.AsInt, attributes["s"]!.AsString));
        Assert.Equal([1, 2], attributes["t"]!.AsTensor.AsSpan<int>().ToArray());
        Assert.Equal(([1f, 2f], 0), (attributes["fs"]!.AsFloats.AsEnumerable(), attributes["is"]!.AsInts.Length), (x, y) => x.Item1.SequenceEqual(y.Item1) && x.Item2 == y.Item2);
        Assert.Equal(["a", ""], attributes["ss"]!.AsStrings.AsEnumerable());
        Assert.Equal("Add", attributes["g"]!.AsGraph.Nodes[0].Op);
    }

    /// <summary>Strings and tensors are elements with a stride, which a later minor makes longer.</summary>
    [Theory]
    [InlineData("ss")]
    [InlineData("t")]
    public void Elements_of_a_newer_hosts_attributes_are_read_and_what_is_set_behind_them_is_too_new(string name)
    {
        using var memory = new Memory();
        var node = new Node("d", "Op", 3, [0], [1], new AttributeList([NodeAttribute.Strings("ss", "a", "bc"), NodeAttribute.Tensor("t", Tensor.Of<int>([5, 6], 2))]));
        var graph = new GraphBuilder("g");
        graph.Input("a", DType.Float32, new Shape(1));
        graph.Value("b", DType.Float32, new Shape(1));
        graph.Node(node);
        graph.Output(1);
        var native = new NativeGraph(memory).Write(graph.Build());
        var attribute = &native->nodes[0].attributes[name == "ss" ? 0 : 1];
        var (old, grown) = (attribute->stride, attribute->stride + 16);
        var longer = memory.Bytes((int)(grown * attribute->count));
        for (var i = 0u; i < attribute->count; i++)
            Buffer.MemoryCopy((byte*)attribute->data + i * old, longer + i * grown, grown, old);
        attribute->data = longer;
        attribute->stride = grown;
        using var loan = new Loan();
        var attributes = new GraphReader(loan).Read(native, inQuery: false).Graph.Nodes[0].Attributes;
        Assert.Equal(["a", "bc"], attributes["ss"]!.AsStrings.AsEnumerable());
        Assert.Equal([5, 6], attributes["t"]!.AsTensor.AsSpan<int>().ToArray());
        longer[grown * attribute->count - 1] = 1;
        Assert.Equal(Status.TooNew, Assert.Throws<PluginException>(() => new GraphReader(loan).Read(native, inQuery: false)).Status);
    }

    [Fact]
    public void A_constant_lies_in_the_hosts_memory_and_cannot_be_read_after_the_call()
    {
        using var memory = new Memory();
        var native = new NativeGraph(memory).Write(Graphs.AddConstant(1, 2));
        native->values[1].flags = 0;
        Tensor constant;
        using (var loan = new Loan())
        {
            constant = new GraphReader(loan).Read(native, inQuery: false).Graph.Values[1].Constant!;
            Assert.True(constant.Pointer == native->values[1].data);
            Assert.False(CompileRequest.IsPersistent(constant));
        }
        Assert.Throws<InvalidOperationException>(() => (nint)constant.Pointer);
        native->values[1].flags = Tg.TG_VALUE_PERSISTENT;
        using (var loan = new Loan())
            constant = new GraphReader(loan).Read(native, inQuery: false).Graph.Values[1].Constant!;
        Assert.True(CompileRequest.IsPersistent(constant));
        Assert.Equal([1f, 2f], constant.AsSpan<float>().ToArray());
    }

    [Fact]
    public void Opaque_values_unknown_ranks_and_unknown_attribute_types_are_answered_no()
    {
        using var session = new Session();
        var support = new tg_support[1];
        var opaque = new NativeGraph(session.Memory).Write(Graphs.Throwing("Nowhere", ""));
        opaque->values[0].dtype = Tg.TG_OPAQUE;
        session.Check(session.Query(opaque, support));
        Assert.Equal((Tg.TG_NO, Tg.TG_WHY_DTYPE), (support[0].verdict, support[0].why));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Create(opaque, out _));
        var rankless = new NativeGraph(session.Memory).Write(Graphs.Throwing("Nowhere", ""));
        rankless->values[0].rank = -1;
        session.Check(session.Query(rankless, support));
        Assert.Equal((Tg.TG_NO, Tg.TG_WHY_SHAPE), (support[0].verdict, support[0].why));
        var unknown = new NativeGraph(session.Memory).Write(Graphs.Throwing("Nowhere", ""));
        unknown->nodes[0].attributes[0].type = 77;
        session.Check(session.Query(unknown, support));
        Assert.Equal((Tg.TG_NO, Tg.TG_WHY_ATTRIBUTE), (support[0].verdict, support[0].why));
        Assert.Equal(Tg.TG_UNSUPPORTED, session.Create(unknown, out _));
    }

    [Fact]
    public void Broken_graphs_are_refused_with_their_rule()
    {
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-H-26"), Broken(graph => graph->nodes[0].inputs[0] = 3));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-H-26"), Broken(graph => graph->inputs[0] = Tg.TG_NONE));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-H-20"), Broken(graph => graph->nodes[0].inputs[0] = 2));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-H-20"), Broken(graph => graph->nodes[0].outputs[0] = 0));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-H-21"), Broken(graph => graph->outputs[0] = 0));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-H-25"), Broken(graph => graph->values[0].rank = 17));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-H-26"), Broken(graph => graph->values[0].dims[0] = -1));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-P-27"), Broken(graph => graph->values[0].dims[0] = graph->values[0].dims[1] = long.MaxValue));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-P-7"), Broken(graph => graph->node_stride = 8));
        Assert.Equal((Tg.TG_INVALID_ARGUMENT, "TG-P-7"), Broken(graph => graph->nodes[0].op = null));
        Assert.Equal((Tg.TG_TOO_NEW, "TG-P-7"), Broken(graph => graph->flags = 4));
        Assert.Equal((Tg.TG_TOO_NEW, "TG-P-7"), Broken(graph => graph->values[0].reserved = 1));
    }

    private delegate void Break(tg_graph* graph);

    private static (int Status, string Rule) Broken(Break damage)
    {
        using var session = new Session();
        var graph = new NativeGraph(session.Memory).Write(Graphs.Add(2, 2));
        damage(graph);
        return (session.Query(graph, new tg_support[1]), session.Rule);
    }
}
