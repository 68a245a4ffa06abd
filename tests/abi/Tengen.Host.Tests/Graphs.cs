// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Host.Tests;

/// <summary>Small graphs in canonical form.</summary>
internal static class Graphs
{
    public static Graph.Graph Add(params long[] dims) => Binary("Add", 14, new Shape(dims), new Shape(dims), new Shape(dims));

    public static Graph.Graph Binary(string op, int version, Shape left, Shape right, Shape result, string domain = "", params NodeAttribute[] attributes)
    {
        var builder = new GraphBuilder("main");
        var a = builder.Input("a", DType.Float32, left);
        var b = builder.Input("b", DType.Float32, right);
        var c = builder.Value("c", DType.Float32, result);
        builder.Node(new Node(domain, op, version, [a, b], [c], new AttributeList(attributes)));
        builder.Output(c);
        return builder.Build();
    }

    /// <summary>relu(a + k) with a constant k.</summary>
    public static Graph.Graph AddConstantRelu(float[] constant)
    {
        var builder = new GraphBuilder("main");
        var shape = new Shape(constant.LongLength);
        var a = builder.Input("a", DType.Float32, shape);
        var k = builder.Constant("k", Tensor.Of<float>(constant, constant.LongLength));
        var sum = builder.Value("sum", DType.Float32, shape);
        var relu = builder.Value("relu", DType.Float32, shape);
        builder.Node("Add", 14, [a, k], [sum]);
        builder.Node("Relu", 14, [sum], [relu]);
        builder.Output(relu);
        return builder.Build();
    }
}
