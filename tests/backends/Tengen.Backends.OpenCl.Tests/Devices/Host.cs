// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Backends.OpenCl.Tests.Devices;

using Graph = Tengen.Graph.Graph;

/// <summary>The plugin as a host sees it, through its table. Without a device its tests are skipped.</summary>
internal static unsafe class Host
{
    private static readonly PluginLibrary Library = PluginLibrary.FromEntry(&Entry.Plugin, "opencl");

    public static Device Open(int queues = 1, params ReadOnlySpan<(string Key, string Value)> settings)
    {
        Assert.SkipWhen(DeviceList.All.IsEmpty, DeviceList.Why);
        var named = ImmutableDictionary<string, string>.Empty;
        foreach (var (key, value) in settings)
            named = named.Add(key, value);
        return Library.Open(0, new DeviceOptions { Settings = named, Queues = [.. Enumerable.Range(0, queues).Select(_ => new QueueRequest())] });
    }

    /// <summary>y = relu(x + c) over <paramref name="constant"/>.</summary>
    public static Graph AddRelu(Tensor constant, string name = "add_relu")
    {
        var builder = new GraphBuilder(name);
        var shape = new Shape(constant.Dims);
        var x = builder.Input("x", constant.Type, shape);
        var c = builder.Constant("c", constant);
        var sum = builder.Value("sum", constant.Type, shape);
        var y = builder.Value("y", constant.Type, shape);
        builder.Node("Add", 14, [x, c], [sum]);
        builder.Node("Relu", 14, [sum], [y]);
        builder.Output(y);
        return builder.Build();
    }

    public static DeviceBuffer Upload(Device device, params ReadOnlySpan<byte> bytes)
    {
        var buffer = DeviceBuffer.Allocate(device, (ulong)bytes.Length);
        buffer.Write(bytes);
        return buffer;
    }

    public static byte[] Download(DeviceBuffer buffer)
    {
        var bytes = new byte[buffer.Bytes];
        buffer.Read(bytes);
        return bytes;
    }
}
