// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Operators;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Tests.Plans;

using Graph = Tengen.Graph.Graph;

/// <summary>Small graphs, and devices that only exist as descriptions.</summary>
internal static class Graphs
{
    public static readonly Traits Processor = new(HasDouble: true, HasCorrectDivide: true, HasDenormals: true, PrefersGroups: false, BufferAlignment: 128);

    public static readonly Traits Graphics = Processor with { PrefersGroups = true };

    /// <summary>One node; values are inputs, then the output.</summary>
    public static Graph One(string op, int version, (DType Type, long[] Dims)[] inputs, (DType Type, long[] Dims) output, params NodeAttribute[] attributes)
    {
        var builder = new GraphBuilder("one");
        var values = inputs.Select((input, i) => builder.Input($"x{i}", input.Type, new Shape(input.Dims))).ToArray();
        var y = builder.Value("y", output.Type, new Shape(output.Dims));
        builder.Node(op, version, values, [y], attributes);
        builder.Output(y);
        return builder.Build();
    }

    /// <summary>A chain of nodes of one input over f32 of one shape.</summary>
    public static Graph Chain(long[] dims, params (string Op, int Version)[] nodes)
    {
        var builder = new GraphBuilder("chain");
        var value = builder.Input("x", DType.Float32, new Shape(dims));
        for (var i = 0; i < nodes.Length; i++)
        {
            var next = builder.Value($"y{i}", DType.Float32, new Shape(dims));
            builder.Node(nodes[i].Op, nodes[i].Version, [value], [next]);
            value = next;
        }
        builder.Output(value);
        return builder.Build();
    }

    public static (DType Type, long[] Dims) F32(params long[] dims) => (DType.Float32, dims);

    public static Support Ask(Graph graph, Traits device) => OperatorTable.Find(graph.Nodes[0])!.Check(graph, graph.Nodes[0], device);

    /// <summary>The kernels that a graph becomes, in order.</summary>
    public static string[] KernelsOf(Graph graph, Traits device) => [.. PlanBuilder.Plan(graph, device).Launches.Select(launch => launch.Kernel)];
}
