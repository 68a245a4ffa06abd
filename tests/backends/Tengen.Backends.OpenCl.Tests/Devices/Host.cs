// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Tengen.Abi;
using Tengen.Backends.OpenCl.Blobs;
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

    /// <summary>y = softmax(x w), w a constant: 32 x 48 times 48 x 40, with temporaries.</summary>
    public static CompiledProgram Matrices(Device device)
    {
        var builder = new GraphBuilder("matrices");
        var x = builder.Input("x", DType.Float32, new Shape(32, 48));
        var w = builder.Constant("w", Tensor.Of<float>([.. Enumerable.Range(0, 48 * 40).Select(i => ((i % 7) - 3) / 8f)], 48, 40));
        var product = builder.Value("product", DType.Float32, new Shape(32, 40));
        var y = builder.Value("y", DType.Float32, new Shape(32, 40));
        builder.Node("MatMul", 13, [x, w], [product]);
        builder.Node("Softmax", 13, [product], [y]);
        builder.Output(y);
        return CompiledProgram.Create(device, builder.Build());
    }

    public static byte[] Save(CompiledProgram program)
    {
        using var stream = new MemoryStream();
        program.Save(stream);
        return stream.ToArray();
    }

    public static CompiledProgram Load(Device device, byte[] bytes) => CompiledProgram.Load(device, bytes);

    /// <summary>What <c>blob_check</c> says before anything is open.</summary>
    public static BlobVerdict? Check(byte[] bytes, string format = Envelope.Format) => Library.CheckBlob(0, bytes, format);

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
