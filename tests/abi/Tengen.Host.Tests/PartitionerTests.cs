// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using CsCheck;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Host.Partitioning;
using Tengen.Reference;

namespace Tengen.Host.Tests;

/// <summary>Random graphs of operators that nobody knows, and a device whose answers depend on the node's name and its neighbours.</summary>
public sealed class PartitionerTests
{
    private static readonly IOperatorSet Nobody = new NoOperators();

    /// <summary>Nodes: operands by distance back, whether claimed, group, whether it needs its first operand's maker beside it.</summary>
    private static readonly Gen<(int[] Back, bool Claimed, int Group, bool Clingy)[]> Nodes =
        Gen.Select(Gen.Int[1, 6].Array[1, 3], Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 7])
            .Select((back, claimed, group, clingy) => (back, claimed > 0, group is 1 or 2 ? group : 0, clingy == 0)).Array[1, 24];

    [Fact]
    public void Partitions_are_disjoint_convex_and_as_the_device_answered() => Nodes.Sample(nodes =>
    {
        var graph = Build(nodes);
        var plan = Partitioner.Run(graph, Nobody, form => Answer(form, nodes));
        var owner = Owners(graph, plan);
        Assert.True(IsAcyclic(graph, owner), "the partitions and the other nodes wait for each other in a circle");
        foreach (var partition in plan.Partitions)
        {
            Assert.All(Answer(partition.Graph, nodes), answer => Assert.True(answer.IsClaimed));
            Assert.Equal(partition.Nodes.Select(node => graph.Nodes[node].Name), partition.Graph.Nodes.Select(node => node.Name));
        }
        Assert.Equal(graph.Nodes.Length, plan.Refusals.Count + plan.Partitions.Sum(partition => partition.Nodes.Length));
    });

    [Fact]
    public void Groups_are_claimed_whole_and_in_one_partition_or_not_at_all() => Nodes.Sample(nodes =>
    {
        var plan = Partitioner.Run(Build(nodes), Nobody, form => Answer(form, nodes));
        foreach (var partition in plan.Partitions)
            foreach (var group in partition.Nodes.Select(node => nodes[node].Group).Where(group => group != 0).Distinct())
                Assert.All(Enumerable.Range(0, nodes.Length).Where(node => nodes[node].Group == group), node => Assert.Contains(node, partition.Nodes));
    });

    [Fact]
    public void Nothing_that_the_device_takes_is_left_over() => Nodes.Sample(nodes =>
    {
        nodes = [.. nodes.Select(node => node with { Group = 0, Clingy = false })];
        var plan = Partitioner.Run(Build(nodes), Nobody, form => Answer(form, nodes));
        Assert.Equal(nodes.Count(node => !node.Claimed), plan.Refusals.Count);
    });

    [Fact]
    public void A_chain_around_a_refused_node_becomes_two_programs()
    {
        (int[], bool, int, bool)[] nodes = [([1], true, 0, false), ([1], true, 0, false), ([1], false, 0, false), ([1], true, 0, false)];
        var plan = Partitioner.Run(Build(nodes), Nobody, form => Answer(form, nodes));
        Assert.Equal([[0, 1], [3]], plan.Partitions.Select(partition => partition.Nodes.ToArray()));
        Assert.Contains("not this one", plan.Refusals[2], StringComparison.Ordinal);
    }

    [Fact]
    public void An_intermediate_that_is_also_an_output_leaves_the_cut()
    {
        (int[], bool, int, bool)[] nodes = [([1], true, 0, false), ([1], true, 0, false)];
        var graph = Build(nodes);
        graph = graph with { Outputs = [graph.Nodes[0].Outputs[0], graph.Nodes[1].Outputs[0]] };
        var cut = Assert.Single(Partitioner.Run(graph, Nobody, form => Answer(form, nodes)).Partitions).Cut;
        Assert.Equal(graph.Outputs, cut.Outputs);
        Assert.Equal(graph.Inputs, cut.Inputs);
    }

    [Fact]
    public void A_node_that_the_framework_keeps_is_not_taken()
    {
        (int[], bool, int, bool)[] nodes = [([1], true, 0, false), ([1], true, 0, false)];
        var plan = Partitioner.Run(Build(nodes), Nobody, form => Answer(form, nodes), node => node == 1);
        Assert.Equal([1], Assert.Single(plan.Partitions).Nodes);
    }

    [Fact]
    public void A_value_of_unknown_rank_is_in_no_program()
    {
        var builder = new GraphBuilder("rankless");
        var (x, shape) = (builder.Input("x", DType.Float32, new Shape(4)), builder.Input("shape", DType.Int64, new Shape(builder.Symbol(new Symbol("rank")))));
        var (reshaped, sum, relu) = (builder.Value("reshaped", DType.Float32, Shape.Unknown), builder.Value("sum", DType.Float32, Shape.Unknown), builder.Value("relu", DType.Float32, new Shape(4)));
        builder.Node("Reshape", 14, [x, shape], [reshaped]);
        builder.Node("Add", 14, [reshaped, reshaped], [sum]);
        builder.Node("Relu", 14, [x], [relu]);
        builder.Output(sum);
        builder.Output(relu);
        var plan = Partitioner.Run(builder.Build(), OperatorSet.Contracts, form => All(form, SupportVerdict.IfStatic));
        Assert.Equal([2], Assert.Single(plan.Partitions).Nodes);
        Assert.Contains("'reshaped' has no known rank", plan.Refusals[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_takes_numbers_only_is_given_no_shape_that_depends_on_data()
    {
        var builder = new GraphBuilder("by value");
        var (x, shape) = (builder.Input("x", DType.Float32, new Shape(builder.Symbol(new Symbol("n")), 4)), builder.Input("shape", DType.Int64, new Shape(2)));
        var dims = new Shape(builder.Symbol(new Symbol("a")), builder.Symbol(new Symbol("b")));
        var (sum, reshaped, relu) = (builder.Value("sum", DType.Float32, new Shape(Shape.SymbolDim(0), 4)), builder.Value("reshaped", DType.Float32, dims), builder.Value("relu", DType.Float32, dims));
        builder.Node("Add", 14, [x, x], [sum]);
        builder.Node("Reshape", 14, [sum, shape], [reshaped]);
        builder.Node("Relu", 14, [reshaped], [relu]);
        builder.Output(relu);
        var plan = Partitioner.Run(builder.Build(), OperatorSet.Contracts, form => All(form, form.IsStatic ? SupportVerdict.Yes : SupportVerdict.IfStatic));
        Assert.Equal([[0], [2]], plan.Partitions.Select(partition => partition.Nodes.ToArray()));
        Assert.All(plan.Partitions, partition => Assert.True(partition.NeedsShapes));
        Assert.Contains("does not follow", plan.Refusals[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_canonical_form_folds_goes_where_its_only_reader_goes()
    {
        var builder = new GraphBuilder("folded");
        var x = builder.Input("x", DType.Float32, new Shape(2));
        var values = Enumerable.Range(0, 4).Select(i => builder.Value($"v{i}", DType.Float32, new Shape(2))).ToArray();
        builder.Node("Constant", 13, [], [values[0]], NodeAttribute.Tensor("value", Tensor.Of<float>([1, 2], 2)));
        builder.Node("Relu", 14, [x], [values[1]]);
        builder.Node("Neg", 13, [values[1]], [values[2]]);
        builder.Node("Add", 14, [values[2], values[0]], [values[3]]);
        builder.Output(values[3]);
        var plan = Partitioner.Run(builder.Build(), OperatorSet.Contracts,
            form => [.. form.Nodes.Select(node => Support(node.Op == "Neg" ? SupportVerdict.No : SupportVerdict.Yes))]);
        Assert.Equal([[1], [0, 3]], plan.Partitions.Select(partition => partition.Nodes.ToArray()));
        Assert.Equal([2], plan.Refusals.Keys);
    }

    [Fact]
    public void A_group_may_be_claimed_in_part_now_and_in_part_once_dims_are_numbers()
    {
        (int[], bool, int, bool)[] nodes = [([1], true, 1, false), ([1], true, 1, false)];
        var plan = Partitioner.Run(Build(nodes), Nobody, form => [.. form.Nodes.Select((node, i) => Support(i == 0 ? SupportVerdict.IfStatic : SupportVerdict.Yes) with { Group = 1 })]);
        Assert.True(Assert.Single(plan.Partitions).NeedsShapes);
    }

    [Fact]
    public void A_long_graph_of_many_programs_is_divided_in_one_go()
    {
        var nodes = Enumerable.Range(0, 30_000).Select(i => (new[] { 1 + i % 3 }, i % 10 != 0, 0, false)).ToArray();
        var asked = 0;
        var plan = Partitioner.Run(Build(nodes), Nobody, form =>
        {
            asked += form.Nodes.Length;
            return Answer(form, nodes);
        });
        Assert.Equal(3_000, plan.Refusals.Count);
        Assert.True(asked <= 2 * nodes.Length, $"{asked} nodes asked about");
    }

    private static Graph.Graph Build((int[] Back, bool Claimed, int Group, bool Clingy)[] nodes)
    {
        var builder = new GraphBuilder("random");
        var made = new List<int> { builder.Input("x", DType.Float32, new Shape(4)) };
        for (var i = 0; i < nodes.Length; i++)
        {
            var output = builder.Value($"v{i}", DType.Float32, new Shape(4));
            builder.Node(new Node("test", "Mix", 1, [.. nodes[i].Back.Select(back => made[Math.Max(0, made.Count - back)])], [output], AttributeList.Empty, $"{i}"));
            made.Add(output);
        }
        var read = builder.Build().Nodes.SelectMany(node => node.Inputs).ToHashSet();
        foreach (var value in made.Skip(1).Where(value => !read.Contains(value)))
            builder.Output(value);
        return builder.Build();
    }

    private static ImmutableArray<NodeSupport> Answer(Graph.Graph form, (int[] Back, bool Claimed, int Group, bool Clingy)[] nodes) =>
        [.. form.Nodes.Select(node =>
        {
            var plan = nodes[int.Parse(node.Name, System.Globalization.CultureInfo.InvariantCulture)];
            var beside = !plan.Clingy || form.Nodes.Any(other => other.Outputs.Contains(node.Inputs[0]));
            return new NodeSupport(plan.Claimed && beside ? SupportVerdict.Yes : SupportVerdict.No, SupportReason.Op, plan.Group, 0, 0, 0, "not this one");
        })];

    private static ImmutableArray<NodeSupport> All(Graph.Graph form, SupportVerdict verdict) => [.. form.Nodes.Select(_ => Support(verdict))];

    private static NodeSupport Support(SupportVerdict verdict) => new(verdict, SupportReason.None, 0, 0, 0, 0, "");

    /// <summary>By node: its partition, or a number of its own.</summary>
    private static int[] Owners(Graph.Graph graph, PartitionPlan plan)
    {
        var owner = Enumerable.Range(0, graph.Nodes.Length).Select(node => -1 - node).ToArray();
        for (var i = 0; i < plan.Partitions.Length; i++)
            foreach (var node in plan.Partitions[i].Nodes)
            {
                Assert.True(owner[node] < 0, $"node {node} is in two partitions");
                owner[node] = i;
            }
        return [.. owner.Select(value => value >= 0 ? value : plan.Partitions.Length - 1 - value)];
    }

    private static bool IsAcyclic(Graph.Graph graph, int[] owner)
    {
        var producer = graph.Nodes.SelectMany((node, index) => node.Outputs.Select(output => (output, index))).ToDictionary(pair => pair.output, pair => pair.index);
        var edges = graph.Nodes.SelectMany((node, index) => node.Inputs.Where(producer.ContainsKey).Select(input => (From: owner[producer[input]], To: owner[index])))
            .Where(edge => edge.From != edge.To).Distinct().ToList();
        var left = owner.ToHashSet();
        while (left.Count > 0)
        {
            var free = left.Where(node => !edges.Any(edge => edge.To == node && left.Contains(edge.From))).ToList();
            if (free.Count == 0)
                return false;
            left.ExceptWith(free);
        }
        return true;
    }

    private sealed class NoOperators : IOperatorSet
    {
        public IReadOnlyList<OperatorContract> All => [];

        public OperatorContract? Find(string domain, string op) => null;
    }
}
