// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Canonical;

namespace Tengen.Graph.Tests;

/// <summary>Symbols become numbers once the inputs' shapes are known.</summary>
public sealed class SpecializeTests
{
    [Fact]
    public void Everything_that_follows_from_an_input_becomes_static()
    {
        var graph = Dynamic(new Symbol("n", 1, 8, 2));
        Assert.False(graph.IsStatic);
        var result = Canonicalizer.Specialize(graph, SmallOperators.Set, new Shape(4, 3));
        Assert.True(result.IsStatic);
        Assert.Empty(result.Symbols);
        Assert.Equal(new Shape(4, 3), result.Values[result.Outputs[0]].Shape);
        Assert.Equal(["LeakyRelu-16", "Reshape-14"], result.Nodes.Select(node => node.ToString()));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(10, 3)]
    [InlineData(0, 3)]
    [InlineData(4, 4)]
    public void A_shape_that_does_not_fit_is_refused(long n, long m) =>
        Assert.Equal("graph.binding", Assert.Throws<GraphException>(() => Canonicalizer.Specialize(Dynamic(new Symbol("n", 1, 8, 2)), SmallOperators.Set, new Shape(n, m))).Rule);

    [Fact]
    public void One_symbol_has_one_extent()
    {
        var builder = new GraphBuilder();
        var n = builder.Symbol(new Symbol("n"));
        var x = builder.Input("x", DType.Float32, new Shape(n, n));
        var y = builder.Value("y", DType.Float32, new Shape(n, n));
        builder.Node("LeakyRelu", 16, [x], [y]);
        builder.Output(y);
        Assert.Equal("graph.binding", Assert.Throws<GraphException>(() => SymbolBinding.Solve(builder.Build(), [new Shape(2, 3)])).Rule);
    }

    /// <summary>y = Reshape(LeakyRelu(x), Shape(x)) for x of n by 3.</summary>
    private static Graph Dynamic(Symbol symbol)
    {
        var builder = new GraphBuilder();
        var n = builder.Symbol(symbol);
        var x = builder.Input("x", DType.Float32, new Shape(n, 3L));
        var relu = builder.Value("relu", DType.Opaque, Shape.Unknown);
        var dims = builder.Value("dims", DType.Opaque, Shape.Unknown);
        var y = builder.Value("y", DType.Opaque, Shape.Unknown);
        builder.Node("LeakyRelu", 16, [x], [relu]);
        builder.Node("Shape", 15, [x], [dims]);
        builder.Node("Reshape", 14, [relu, dims], [y]);
        builder.Output(y);
        return Canonicalizer.Run(builder.Build(), SmallOperators.Set);
    }
}
