// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Benchmarks.OpenCl;

/// <summary>c = a + b over four floats: the launch is all there is to time.</summary>
internal static class AddGraph
{
    public const int Bytes = 4 * sizeof(float);

    public static Graph.Graph Make()
    {
        var builder = new GraphBuilder("add");
        var a = builder.Input("a", DType.Float32, new Shape(4));
        var b = builder.Input("b", DType.Float32, new Shape(4));
        var c = builder.Value("c", DType.Float32, new Shape(4));
        builder.Node("Add", 14, [a, b], [c]);
        builder.Output(c);
        return builder.Build();
    }
}
