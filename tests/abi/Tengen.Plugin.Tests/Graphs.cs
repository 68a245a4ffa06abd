// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

using Graph = Tengen.Graph.Graph;

internal static class Graphs
{
    public static Graph Add(params ReadOnlySpan<long> dims)
    {
        var graph = new GraphBuilder("add");
        var a = graph.Input("a", DType.Float32, new Shape(dims));
        var b = graph.Input("b", DType.Float32, new Shape(dims));
        var sum = graph.Value("sum", DType.Float32, new Shape(dims));
        graph.Node("Add", 14, [a, b], [sum]);
        graph.Output(sum);
        return graph.Build();
    }

    public static Graph AddConstant(params ReadOnlySpan<float> constant)
    {
        var graph = new GraphBuilder("add constant");
        var a = graph.Input("a", DType.Float32, new Shape(constant.Length));
        var b = graph.Constant("b", Tensor.Of(constant, constant.Length));
        var sum = graph.Value("sum", DType.Float32, new Shape(constant.Length));
        graph.Node("Add", 14, [a, b], [sum]);
        graph.Output(sum);
        return graph.Build();
    }

    /// <summary>One node that throws <paramref name="exception"/> at <paramref name="place"/>.</summary>
    public static Graph Throwing(string place, string exception)
    {
        var graph = new GraphBuilder("throwing");
        var a = graph.Input("a", DType.Float32, new Shape(1));
        var b = graph.Value("b", DType.Float32, new Shape(1));
        graph.Node(new Node(Misbehaviour.Domain, place, 1, [a], [b], new AttributeList([NodeAttribute.String("throw", exception)])));
        graph.Output(b);
        return graph.Build();
    }

    /// <summary>Add over one symbolic dim.</summary>
    public static Graph Symbolic(Symbol symbol)
    {
        var graph = new GraphBuilder("symbolic");
        var dim = graph.Symbol(symbol);
        var a = graph.Input("a", DType.Float32, new Shape(dim, 2));
        var b = graph.Input("b", DType.Float32, new Shape(dim, 2));
        var sum = graph.Value("sum", DType.Float32, new Shape(dim, 2));
        graph.Node("Add", 14, [a, b], [sum]);
        graph.Output(sum);
        return graph.Build();
    }
}
