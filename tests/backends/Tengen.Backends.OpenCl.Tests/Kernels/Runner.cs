// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Operators;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

using Graph = Tengen.Graph.Graph;

/// <summary>Runs plans and gives their first output.</summary>
internal static class Runner
{
    public static readonly Traits Processor = Plans.Graphs.Processor;

    public static readonly Traits Graphics = Plans.Graphs.Graphics;

    /// <summary>Runs one node over tensors; those of <paramref name="constants"/> come behind as constants.</summary>
    public static Tensor One(Traits device, string op, int version, Tensor[] inputs, (DType Type, long[] Dims) output, Tensor[]? constants = null, params NodeAttribute[] attributes)
    {
        var builder = new GraphBuilder("one");
        int[] values = [.. inputs.Select((tensor, i) => builder.Input($"x{i}", tensor.Type, new Shape(tensor.Dims))),
            .. (constants ?? []).Select((tensor, i) => builder.Constant($"c{i}", tensor))];
        var y = builder.Value("y", output.Type, new Shape(output.Dims));
        builder.Node(op, version, values, [y], attributes);
        builder.Output(y);
        return Run(device, builder.Build(), inputs);
    }

    public static Tensor Run(Traits device, Graph graph, params Tensor[] inputs)
    {
        foreach (var node in graph.Nodes)
            Assert.Equal(Support.Yes, OperatorTable.Find(node)!.Check(graph, node, device));
        var plan = PlanBuilder.Plan(graph, device);
        var output = graph.Values[graph.Outputs[0]] is var value ? new Tensor(value.Type, value.Shape.Dims.AsSpan()) : null!;
        output.AsBytes().Fill(0xcd);
        nint[] arguments = [.. inputs.Append(output).Select(tensor => Driver.Buffer(tensor.AsBytes()))];
        nint[] constants = [.. plan.Constants.Select(tensor => Driver.Buffer(tensor.AsBytes()))];
        var arena = Driver.Buffer(Enumerable.Repeat((byte)0xff, (int)plan.ArenaBytes).ToArray());
        foreach (var launch in plan.Launches)
        {
            nint[] buffers = [.. launch.Buffers.Select(buffer => buffer.Kind switch
            {
                BufferKind.Argument => arguments[buffer.Index],
                BufferKind.Constant => constants[buffer.Index],
                _ => Driver.Part(arena, buffer.Offset, buffer.Bytes),
            })];
            Driver.Launch(launch, buffers);
        }
        Driver.Read(arguments[^1], output.AsBytes());
        foreach (var buffer in arguments.Concat(constants).Append(arena))
            Driver.Free(buffer);
        return output;
    }

    public static Tensor Random(int seed, params long[] dims)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, (int)Shape.CountOf(dims)).Select(_ => random.NextSingle() * 2 - 1)];
        return Tensor.Of<float>(values, dims);
    }

    public static void Near(double expected, double actual, double limit) =>
        Assert.True(actual.Equals(expected) || Math.Abs(actual - expected) <= limit, $"{actual:R} is not {expected:R} within {limit}");
}
