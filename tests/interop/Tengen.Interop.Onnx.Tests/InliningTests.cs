// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

public sealed class InliningTests
{
    private static Proto Graph(params Proto[] nodes) => Proto.Graph("x", "y", nodes);

    private static Proto If(string condition, string output, Proto branch) =>
        Proto.Node("If", [condition], [output]).Message(5, Proto.GraphAttribute("then_branch", branch)).Message(5, Proto.GraphAttribute("else_branch", branch));

    private static OnnxException Refused(Proto model, OnnxLimits? limits = null) => Assert.Throws<OnnxException>(() => model.Read(limits: limits));

    private static Proto Chain(int length, Func<string, Proto> call)
    {
        var model = Proto.Model(Graph(Proto.Node("F0", ["x"], ["y"], "me")), "me");
        for (var i = 0; i < length; i++)
            model.Message(25, Proto.Function($"F{i}", ["a"], ["b"], call($"F{i + 1}")));
        return model.Message(25, Proto.Function($"F{length}", ["a"], ["b"], Proto.Node("Abs", ["a"], ["b"])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_of_twenty_thousand_functions_is_refused_and_one_of_thirty_is_read(bool nested)
    {
        Proto Call(string next)
        {
            var call = Proto.Node(next, ["a"], [nested ? "r" : "b"], "me");
            return nested ? If("a", "b", new Proto().Message(1, call).Message(12, Proto.Value("r"))) : call;
        }
        Assert.Contains("levels deep", Refused(Chain(20_000, Call)).Reason, StringComparison.Ordinal);
        Assert.Single(Chain(nested ? 4 : 30, Call).Read().Graph.Nodes);
    }

    [Fact]
    public void Graphs_that_grow_while_functions_pass_them_on_count_by_their_full_depth()
    {
        var model = Proto.Model(Graph(Proto.Node("F0", ["x"], ["y"], "me").Message(5, Proto.GraphAttribute("g", new Proto().Message(1, Proto.Node("Abs", ["x"], ["r"])).Message(12, Proto.Value("r"))))), "me");
        var wrapped = Proto.Node("Block", ["a"], ["r"]).Message(5, new Proto().Text(1, "body").Text(21, "g").Int(20, 5));
        for (var i = 0; i < 8; i++)
            wrapped = Proto.Node("Block", ["a"], ["r"]).Message(5, Proto.GraphAttribute("body", new Proto().Message(1, wrapped).Message(12, Proto.Value("r"))));
        for (var i = 0; i < 20; i++)
            model.Message(25, Proto.Function($"F{i}", ["a"], ["b"], Proto.Node($"F{i + 1}", ["a"], ["b"], "me").Message(5, Proto.GraphAttribute("g", new Proto().Message(1, wrapped).Message(12, Proto.Value("r"))))));
        model.Message(25, Proto.Function("F20", ["a"], ["b"], Proto.Node("Block", ["a"], ["b"]).Message(5, new Proto().Text(1, "body").Text(21, "g").Int(20, 5))));
        Assert.Contains("levels deep", Refused(model).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_deepest_nesting_that_the_default_limits_allow_fits_a_stack_of_1_MiB()
    {
        static Proto Call(string next)
        {
            var call = Proto.Node(next, ["a"], ["b"], "me");
            for (var level = 0; level < 31; level++)
                call = Proto.Node("Block", ["a"], ["b"]).Message(5, Proto.GraphAttribute("body", new Proto().Message(1, call).Message(12, Proto.Value("b"))));
            return call;
        }
        Assert.Contains("levels deep", Refused(Chain(4, Call)).Reason, StringComparison.Ordinal);
        OnnxModel? model = null;
        var thread = new Thread(() => model = Chain(3, Call).Read(), 1 << 20);
        thread.Start();
        thread.Join();
        var depth = 0;
        for (var graph = model!.Graph; graph.Nodes[0].Attributes["body"] is { } body; graph = body.AsGraph)
            depth++;
        Assert.Equal(93, depth);
    }

    [Fact]
    public void Inputs_and_long_names_of_inlined_nodes_are_bounded()
    {
        var wide = Proto.Function("F", ["a"], ["b"], Proto.Node("Sum", [.. Enumerable.Repeat("a", 5_000)], ["b"]));
        var lengthy = Proto.Function("F", ["a"], ["b"], Proto.Node("Abs", ["a"], [new string('t', 100_000)]), Proto.Node("Abs", ["a"], ["b"]));
        var model = Enumerable.Range(0, 5_000).Select(i => Proto.Node("F", ["x"], [$"y{i}"], "me")).Append(Proto.Node("Abs", ["x"], ["y"]));
        foreach (var function in new[] { wide, lengthy })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("names", Refused(Proto.Model(Graph([.. model]), "me").Message(25, function), new OnnxLimits { Names = 200_000 }).Reason, StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        }
    }

    [Fact]
    public void A_local_name_of_a_function_never_captures_an_argument_of_the_same_name()
    {
        var branch = new Proto().Message(1, Proto.Node("Neg", ["a"], ["x"])).Message(1, Proto.Node("Add", ["a", "x"], ["r"])).Message(12, Proto.Value("r"));
        var graph = Proto.Model(Graph(Proto.Node("F", ["x"], ["y"], "me")), "me").Message(25, Proto.Function("F", ["a"], ["b"], If("a", "b", branch))).Read().Graph;
        var nested = graph.Nodes[0].Attributes["then_branch"]!.AsGraph;
        var captured = Assert.Single(nested.Captures);
        Assert.Equal(graph.Inputs[0], captured.Outer);
        Assert.Equal([captured.Inner, nested.Nodes[0].Outputs[0]], nested.Nodes[1].Inputs);
        Assert.Equal([captured.Inner], nested.Nodes[0].Inputs);
    }

    [Fact]
    public void A_fresh_name_never_meets_a_name_that_the_graph_already_has()
    {
        var graph = Proto.Model(Graph(Proto.Node("Neg", ["x"], ["F#1/t"]), Proto.Node("F", ["F#1/t"], ["y"], "me")), "me")
            .Message(25, Proto.Function("F", ["a"], ["b"], Proto.Node("Abs", ["a"], ["t"]), Proto.Node("Add", ["a", "t"], ["b"]))).Read().Graph;
        Assert.Equal([graph.Nodes[0].Outputs[0], graph.Nodes[1].Outputs[0]], graph.Nodes[2].Inputs);
    }

    [Fact]
    public void A_symbol_of_a_function_is_not_the_callers_symbol_of_the_same_name()
    {
        static Proto Typed(string name, string symbol) => Proto.Value(name).Message(2, new Proto().Message(1, new Proto().Int(1, 1).Message(2, new Proto().Message(1, new Proto().Text(2, symbol)))));
        var branch = new Proto().Message(1, Proto.Node("Unique", ["a"], ["r"])).Message(12, Typed("r", "N"));
        var graph = Proto.Model(new Proto().Message(1, Proto.Node("F", ["x"], ["y"], "me")).Message(11, Typed("x", "N")).Message(12, Proto.Value("y")), "me")
            .Message(25, Proto.Function("F", ["a"], ["b"], If("a", "b", branch))).Read().Graph;
        var nested = graph.Nodes[0].Attributes["then_branch"]!.AsGraph;
        Assert.NotEqual(nested.Values[nested.Captures[0].Inner].Shape, nested.Values[nested.Outputs[0]].Shape);
    }

    [Fact]
    public void A_graph_that_a_call_passes_keeps_the_callers_opset_and_names_at_every_use()
    {
        var passed = new Proto().Message(1, Proto.Node("Abs", ["x"], ["r"])).Message(12, Proto.Value("r"));
        Proto Use(string output) => Proto.Node("Block", ["a"], [output]).Message(5, new Proto().Text(1, "body").Text(21, "g").Int(20, 5));
        var graph = Proto.Model(Graph(Proto.Node("F", ["x"], ["y"], "me").Message(5, Proto.GraphAttribute("g", passed))), "me")
            .Message(25, Proto.Function("F", ["a"], ["b"], Use("x"), Use("t"), Proto.Node("Add", ["x", "t"], ["b"]))).Read().Graph;
        Assert.Equal([13, 13, 13], graph.Nodes.Select(node => node.Version));
        foreach (var block in graph.Nodes.Take(2))
        {
            var body = block.Attributes["body"]!.AsGraph;
            Assert.Equal(17, body.Nodes[0].Version);
            Assert.Equal(graph.Inputs[0], Assert.Single(body.Captures).Outer);
        }
    }

    [Fact]
    public void A_result_that_forwards_an_omitted_input_is_an_omitted_input_of_its_readers()
    {
        var forward = Proto.Function("F", ["a", "bias"], ["b", "bias"], Proto.Node("Abs", ["a"], ["b"]));
        var graph = Proto.Model(Graph(Proto.Node("Clip", ["p", "r"], ["y"]), Proto.Node("G", ["q"], ["r"], "me"), Proto.Node("F", ["x"], ["p", "q"], "me")), "me")
            .Message(25, forward).Message(25, Proto.Function("G", ["bias"], ["bias"])).Read().Graph;
        Assert.Equal(["Abs", "Clip"], graph.Nodes.Select(node => node.Op));
        Assert.Equal([graph.Nodes[0].Outputs[0], Node.Absent], graph.Nodes[1].Inputs);
    }

    [Fact]
    public void A_nested_graph_that_defines_the_name_of_an_omitted_result_keeps_its_own()
    {
        var hiding = new Proto().Message(1, Proto.Node("Abs", ["x"], ["q"])).Message(1, Proto.Node("Neg", ["q"], ["r"])).Message(12, Proto.Value("r"));
        var reading = new Proto().Message(1, Proto.Node("Clip", ["x", "q"], ["r"])).Message(12, Proto.Value("r"));
        var block = Proto.Node("Block", ["x"], ["y"]).Message(5, Proto.GraphAttribute("hiding", hiding)).Message(5, Proto.GraphAttribute("reading", reading));
        var graph = Proto.Model(Graph(Proto.Node("G", [], ["q"], "me"), block), "me").Message(25, Proto.Function("G", ["a"], ["a"])).Read().Graph;
        var attributes = Assert.Single(graph.Nodes).Attributes;
        var own = attributes["hiding"]!.AsGraph;
        Assert.Equal(own.Nodes[0].Outputs, own.Nodes[1].Inputs);
        Assert.Equal(Node.Absent, attributes["reading"]!.AsGraph.Nodes[0].Inputs[1]);
    }

    [Fact]
    public void A_graph_that_returns_an_omitted_input_is_refused_and_a_forwarded_argument_is_an_identity()
    {
        Proto With(params string[] inputs) => Proto.Model(Graph(Proto.Node("F", inputs, ["y"], "me")), "me").Message(25, Proto.Function("F", ["a"], ["a"]));
        Assert.Contains("omitted", Refused(With()).Reason, StringComparison.Ordinal);
        Assert.Equal("Identity", Assert.Single(With("x").Read().Graph.Nodes).Op);
    }
}
