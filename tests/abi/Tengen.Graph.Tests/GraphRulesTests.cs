// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Tests;

/// <summary>Every rule refuses a graph that breaks it, naming itself.</summary>
public sealed class GraphRulesTests
{
    private static readonly Value Two = new("v", DType.Float32, new Shape(2));

    private static Graph Good() => new()
    {
        Values = [Two, Two, Two],
        Nodes = [Relu(0, 1), Relu(1, 2)],
        Inputs = [0],
        Outputs = [2],
    };

    private static Node Relu(int input, int output) => new("", "Relu", 14, [input], [output], AttributeList.Empty);

    [Fact]
    public void A_chain_is_well_formed() => GraphRules.Check(Good());

    public static TheoryData<string, Graph> Broken => new()
    {
        { "graph.indices", Good() with { Inputs = [7] } },
        { "graph.indices", Good() with { Outputs = [-1] } },
        { "graph.indices", Good() with { Nodes = [Relu(int.MinValue, 1), Relu(1, 2)] } },
        { "graph.indices", Good() with { Nodes = [Relu(0, int.MaxValue), Relu(1, 2)] } },
        { "graph.order", Good() with { Nodes = [Relu(1, 2), Relu(0, 1)] } },
        { "graph.order", Good() with { Nodes = [Relu(0, 1), Relu(2, 2)] } },
        { "graph.ssa", Good() with { Nodes = [Relu(0, 1), Relu(0, 1)] } },
        { "graph.ssa", Good() with { Nodes = [Relu(0, 0), Relu(1, 2)] } },
        { "graph.inputs", Good() with { Inputs = [0, 0] } },
        { "graph.outputs", Good() with { Outputs = [2, 2] } },
        { "graph.outputs", Good() with { Outputs = [0] } },
        { "graph.outputs", Good() with { Nodes = [Relu(0, 1)] } },
        { "graph.outputs", Good() with { Values = [Two, Two, Two, Value.Of("k", new Tensor(DType.Float32, 2))], Outputs = [3] } },
        { "graph.rank", Good() with { Values = [Two, Two, Two with { Shape = new Shape(new long[17]) }] } },
        { "graph.symbols", Good() with { Values = [Two, Two, Two with { Shape = new Shape(-1L) }] } },
        { "graph.symbols", Good() with { Values = [Two, Two, Two with { Shape = new Shape(long.MinValue) }] } },
        { "graph.symbols", Good() with { Symbols = [new Symbol("n", 3, 2)] } },
        { "graph.count", Good() with { Values = [Two, Two, Two with { Shape = new Shape(1L << 32, 1L << 31) }] } },
        { "graph.count", Good() with { Values = [Two, Two, Two with { Shape = new Shape(long.MaxValue / 2) }] } },
        { "graph.constants", Good() with { Values = [Two, Two, Two, new Value("k", DType.Int8, new Shape(2), new Tensor(DType.Float32, 2))] } },
        { "graph.aliases", Good() with { Aliases = [new Alias(0, 1)] } },
        { "graph.aliases", Good() with { Aliases = [new Alias(0, 0), new Alias(0, 0)] } },
        { "graph.aliases", Good() with { Values = [Two with { Type = DType.Int32 }, Two, Two], Aliases = [new Alias(0, 0)] } },
        { "graph.captures", Good() with { Captures = [new Capture(0, 1)] } },
        { "graph.name", Good() with { Nodes = [Relu(0, 1) with { Op = "" }, Relu(1, 2)] } },
        { "graph.name", Good() with { Nodes = [Relu(0, 1) with { Domain = "a\0b" }, Relu(1, 2)] } },
        { "graph.version", Good() with { Nodes = [Relu(0, 1) with { Version = -1 }, Relu(1, 2)] } },
        { "graph.depth", Nested(40) },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void A_broken_rule_is_named(string rule, Graph graph) => Assert.Equal(rule, Assert.Throws<GraphException>(() => GraphRules.Check(graph)).Rule);

    [Fact]
    public void A_body_may_capture_and_may_pass_a_captured_value_on()
    {
        var body = new Graph { Values = [Two], Nodes = [], Inputs = [], Outputs = [0], Captures = [new Capture(0, 0)] };
        var outer = Good() with { Nodes = [Relu(0, 1) with { Attributes = new AttributeList([NodeAttribute.Graph("body", body)]) }, Relu(1, 2)] };
        GraphRules.Check(outer);
    }

    [Fact]
    public void Whatever_indices_a_graph_holds_it_is_accepted_or_refused_by_a_rule() =>
        Gen.Int[-2, 5].Array[12].Sample(numbers =>
        {
            var graph = Good() with
            {
                Nodes = [Relu(numbers[0], numbers[1]), Relu(numbers[2], numbers[3]), Relu(numbers[4], numbers[5])],
                Inputs = [numbers[6], numbers[7]],
                Outputs = [numbers[8], numbers[9]],
                Aliases = [new Alias(numbers[10], numbers[11])],
            };
            try
            {
                GraphRules.Check(graph);
            }
            catch (GraphException e)
            {
                Assert.StartsWith("graph.", e.Rule, StringComparison.Ordinal);
            }
        });

    private static Graph Nested(int depth) => depth == 0 ? Good() : Good() with
    {
        Nodes = [Relu(0, 1) with { Attributes = new AttributeList([NodeAttribute.Graph("body", Nested(depth - 1))]) }, Relu(1, 2)],
    };
}
