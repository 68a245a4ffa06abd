// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Operators;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Backends.OpenCl.Queues;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

using Graph = Tengen.Graph.Graph;

/// <summary>Runs plans on the first device and gives their first output. Without a device its tests are skipped.</summary>
internal static unsafe class Runner
{
    private static readonly Lazy<(Session Session, nint Queue)> Opened = new(() =>
    {
        var session = new Session(DeviceList.All[0]);
        return (session, session.Queue());
    });

    /// <summary>The first device, planned for as a processor.</summary>
    public static Traits Processor => First with { PrefersGroups = false };

    /// <summary>The first device, planned for as a graphics processor.</summary>
    public static Traits Graphics => First with { PrefersGroups = true };

    private static Traits First
    {
        get
        {
            Assert.SkipWhen(DeviceList.All.IsEmpty, DeviceList.Why);
            return DeviceList.All[0].Traits;
        }
    }

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
        var (session, queue) = Opened.Value;
        var output = graph.Values[graph.Outputs[0]] is var value ? new Tensor(value.Type, value.Shape.Dims.AsSpan()) : null!;
        output.AsBytes().Fill(0xcd);
        nint[] arguments = [.. inputs.Append(output).Select(tensor => session.Allocate(tensor.Bytes, tensor.Pointer))];
        using var plan = new LoadedPlan(session, PlanBuilder.Plan(graph, device), queues: 1);
        var list = new CommandList(queue);
        plan.Enqueue(0, list, arguments);
        Assert.Equal(0, Driver.Api.ReleaseEvent(list.End()));
        if (output.Bytes > 0)
            Assert.Equal(0, Driver.Api.EnqueueReadBuffer(queue, arguments[^1], true, 0, (nuint)output.Bytes, output.Pointer, 0, null, null));
        foreach (var memory in arguments)
            Assert.Equal(0, Driver.Api.ReleaseMemObject(memory));
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
