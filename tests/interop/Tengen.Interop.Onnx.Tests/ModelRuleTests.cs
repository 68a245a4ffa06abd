// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

public sealed class ModelRuleTests(ITestOutputHelper output)
{
    private static Proto Graph(params Proto[] nodes) =>
        nodes.Aggregate(new Proto(), (graph, node) => graph.Message(1, node)).Message(11, Proto.Value("x")).Message(12, Proto.Value("y"));

    private static OnnxException Refused(Proto graph, string? directory = null) => Assert.Throws<OnnxException>(() => Proto.Model(graph).Read(directory));

    private static Proto External(string location) => Graph(Proto.Node("Relu", ["x"], ["y"])).Message(5, new Proto().Int(1, 4).Int(2, 1).Text(8, "w").Int(14, 1)
        .Message(13, new Proto().Text(1, "location").Text(2, location)));

    [Fact]
    public void Unsorted_nodes_are_sorted()
    {
        var graph = Proto.Model(Graph(Proto.Node("Relu", ["t"], ["y"]), Proto.Node("Abs", ["x"], ["t"]))).Read().Graph;
        Assert.Equal(["Abs", "Relu"], graph.Nodes.Select(node => node.Op));
    }

    [Fact]
    public void A_cycle_is_refused() =>
        Assert.Contains("cycle", Refused(Graph(Proto.Node("Relu", ["y"], ["t"]), Proto.Node("Abs", ["t"], ["y"]))).Reason, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_value_is_refused_with_its_node() =>
        Assert.Equal("graph.node[1]", Refused(Graph(Proto.Node("Relu", ["x"], ["y"]), Proto.Node("Abs", ["nowhere"], ["z"]))).Field);

    [Fact]
    public void A_value_defined_twice_is_refused() =>
        Assert.Equal("graph.node[1]", Refused(Graph(Proto.Node("Relu", ["x"], ["y"]), Proto.Node("Abs", ["x"], ["y"]))).Field);

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../w.bin")]
    [InlineData("a/../../w.bin")]
    [InlineData("link.bin")]
    [InlineData("absent.bin")]
    public void External_data_outside_the_directory_or_missing_is_refused(string location)
    {
        var folder = Directory.CreateTempSubdirectory("tengen-external").FullName;
        File.WriteAllBytes(Path.Combine(folder, "w.bin"), new byte[16]);
        File.CreateSymbolicLink(Path.Combine(folder, "link.bin"), "/etc/hostname");
        var refusal = Refused(External(location), folder);
        Assert.Equal("graph.initializer[0]", refusal.Field);
        Assert.Contains(location, refusal.Reason, StringComparison.Ordinal);
        Assert.Contains(Proto.Model(External("w.bin")).Read(folder).Graph.Values, value => value.Constant?.Bytes == 16);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_file_of_many_small_deep_messages_takes_memory_in_proportion_and_too_many_nodes_are_refused_while_read()
    {
        var graph = new Proto().Message(12, Proto.Value("r")).Message(1, Proto.Node("Abs", ["x"], ["r"]));
        for (var i = 0; i < 20_000; i++)
            graph.Raw(13, []);
        for (var i = 0; i < 30; i++)
            graph = new Proto().Message(1, Proto.Node("Block", [], ["r"]).Message(5, Proto.GraphAttribute("body", graph))).Message(12, Proto.Value("r"));
        var model = Proto.Model(graph.Message(11, Proto.Value("x")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Read();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{model.Bytes.Length} bytes of file: {allocated} allocated");
        Assert.InRange(allocated, 0, 500L * model.Bytes.Length);
        var functions = Proto.Model(Graph(Proto.Node("Relu", ["x"], ["y"]))).Message(25, Proto.Function("F", [], [], [.. Enumerable.Repeat(Proto.Node("Abs", [], []), 10)]));
        Assert.Contains("more than 10 nodes", Assert.Throws<OnnxException>(() => functions.Read(limits: new OnnxLimits { Nodes = 10 })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nested_graph_captures_by_name()
    {
        var body = new Proto().Message(1, Proto.Node("Abs", ["x"], ["r"])).Message(12, Proto.Value("r"));
        var graph = Proto.Model(Graph(Proto.Node("If", ["x"], ["y"]).Message(5, new Proto().Text(1, "then_branch").Int(20, 5).Message(6, body)))).Read().Graph;
        var nested = graph.Nodes[0].Attributes["then_branch"]!.AsGraph;
        Assert.Equal("x", graph.Values[Assert.Single(nested.Captures).Outer].Name);
    }

    [Fact]
    public void A_function_is_inlined_and_one_that_calls_itself_is_refused()
    {
        Proto With(string inner) => Proto.Model(Graph(Proto.Node("F", ["x"], ["y"], "me"))).Message(8, new Proto().Text(1, "me").Int(2, 1)).Message(25, new Proto().Text(1, "F").Text(10, "me")
            .Text(4, "a").Text(5, "b").Message(7, Proto.Node("Abs", ["a"], ["t"])).Message(7, Proto.Node(inner, ["t"], ["b"], inner == "F" ? "me" : "")).Message(9, new Proto().Int(2, 13)));
        Assert.Equal([("Abs", 13), ("Relu", 13)], With("Relu").Read().Graph.Nodes.Select(node => (node.Op, node.Version)));
        Assert.Contains("calls itself", Assert.Throws<OnnxException>(() => With("F").Read()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_100_MB_are_mapped_and_not_copied()
    {
        var graph = Graph(Proto.Node("Relu", ["x"], ["y"]));
        for (var i = 0; i < 25; i++)
            graph.Message(5, new Proto().Int(1, 1 << 20).Int(2, 1).Text(8, $"w{i}").Raw(9, new byte[4 << 20]));
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Proto.Model(graph).Bytes);
        OnnxModel.Load(path);
        var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), System.Diagnostics.Stopwatch.StartNew());
        var model = OnnxModel.Load(path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{new FileInfo(path).Length} bytes of file: {clock.Elapsed.TotalMilliseconds:F2} ms, {allocated} bytes allocated");
        Assert.Equal(25, model.Graph.Values.Count(value => value.IsConstant));
        Assert.True(allocated < 1 << 20);
        File.Delete(path);
    }
}
