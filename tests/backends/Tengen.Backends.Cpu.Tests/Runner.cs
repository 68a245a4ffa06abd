// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Backends.Cpu.Operators;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Tests;

using Graph = Tengen.Graph.Graph;

/// <summary>Runs graphs of a few nodes, or asks whether they are taken.</summary>
internal static unsafe class Runner
{
    public static Graph One(string op, int version, Tensor[] inputs, (DType Type, long[] Dims) output, params NodeAttribute[] attributes) =>
        Chain(inputs, [], output, (op, version, [.. Enumerable.Range(0, inputs.Length)], inputs.Length, attributes));

    /// <summary>A graph whose values are the inputs, then the constants, then one output a node, each of the given type and dims.</summary>
    public static Graph Chain(Tensor[] inputs, Tensor[] constants, (DType Type, long[] Dims) output, params (string Op, int Version, int[] Inputs, int Output, NodeAttribute[] Attributes)[] nodes) => new()
    {
        Values =
        [
            .. inputs.Select((tensor, i) => new Value($"x{i}", tensor.Type, new Shape(tensor.Dims))),
            .. constants.Select((tensor, i) => Value.Of($"c{i}", tensor)),
            .. nodes.Select((_, i) => new Value($"y{i}", output.Type, new Shape(output.Dims))),
        ],
        Nodes = [.. nodes.Select(node => new Node("", node.Op, node.Version, [.. node.Inputs], [node.Output], new AttributeList(node.Attributes)))],
        Inputs = [.. Enumerable.Range(0, inputs.Length)],
        Outputs = [inputs.Length + constants.Length + nodes.Length - 1],
    };

    public static Support Ask(Graph graph) => OperatorTable.Find(graph.Nodes[0])!.Check(graph, graph.Nodes[0]);

    public static Tensor Run(Graph graph, params Tensor[] inputs)
    {
        foreach (var node in graph.Nodes)
            Assert.Equal(Verdict.Yes, OperatorTable.Find(node)!.Check(graph, node).Verdict);
        using var pool = new ForkJoinPool(2);
        using var constants = new ConstantStore();
        var plan = Plan.Of(OpenOutputs.Of(graph), pool, constants);
        var value = graph.Values[graph.Outputs[0]];
        var output = new Tensor(value.Type, value.Shape.Dims.AsSpan());
        output.AsBytes().Fill(0xcd);
        var arguments = stackalloc byte*[inputs.Length + 1];
        for (var i = 0; i < inputs.Length; i++)
            arguments[i] = inputs[i].Pointer;
        arguments[inputs.Length] = output.Pointer;
        var scratch = (byte*)NativeMemory.AlignedAlloc((nuint)plan.ScratchBytes + 64, 64);
        new Span<byte>(scratch, (int)plan.ScratchBytes).Fill(0xff);
        try
        {
            plan.Run(arguments, scratch, pool);
            GC.KeepAlive(inputs);
        }
        finally
        {
            NativeMemory.AlignedFree(scratch);
        }
        return output;
    }

    public static Tensor Random(int seed, params long[] dims) =>
        Tensor.Of<float>(ProductTests.Numbers(new Random(seed), (int)Shape.CountOf(dims)), dims);

    public static void Near(double expected, float actual, double limit) =>
        Assert.True(actual.Equals((float)expected) || Math.Abs(actual - expected) <= limit, $"{actual:R} is not {expected:R} within {limit}");
}
