// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host;
using Tengen.Reference;
using Tengen.Tests;

namespace Tengen.Benchmarks.Host;

/// <summary>What the host adds to one call of a small operator on the C backend <c>tiny</c>: four additions.</summary>
[MemoryDiagnoser]
public unsafe class EagerBenchmarks : IDisposable
{
    private readonly EagerOp _add = new("Add", 14);
    private readonly tg_arg[] _arguments = GC.AllocateArray<tg_arg>(3, pinned: true);
    private readonly tg_execute[] _descriptor = GC.AllocateArray<tg_execute>(1, pinned: true);
    private Device _device = null!;
    private EagerRunner _runner = null!;
    private CompiledProgram _program = null!;
    private DeviceTensor _a = null!;
    private DeviceTensor _b = null!;
    private DeviceTensor _c = null!;
    private ulong _ticket;

    [GlobalSetup]
    public void Open()
    {
        _device = PluginLibrary.Load(Repository.PathOf("build/plugins/libtengen_tiny.so")).Open(0, new DeviceOptions { Queues = [new QueueRequest(), new QueueRequest()] });
        _runner = new EagerRunner(_device.Queues[0], OperatorSet.Contracts);
        _a = DeviceTensor.Upload(_device, Tensor.Of<float>([1, 2, 3, 4], 4));
        _b = DeviceTensor.Upload(_device, Tensor.Of<float>([1, 2, 3, 4], 4));
        _c = DeviceTensor.Upload(_device, Tensor.Of<float>([0, 0, 0, 0], 4));
        _runner.Run(_add, [_a, _b], [_c]);
        Prepare();
    }

    /// <summary>The slot through its pointer, descriptor ready.</summary>
    [Benchmark(Baseline = true)]
    public int BareSlot()
    {
        fixed (tg_execute* descriptor = _descriptor)
        {
            descriptor->ticket = ++_ticket;
            return _device.Api.execute(_device.Handle, descriptor, null);
        }
    }

    /// <summary>From tensors to results: lookup in the program cache, arguments, lock, ticket, slot.</summary>
    [Benchmark]
    public void EagerAdd() => _runner.Run(_add, [_a, _b], [_c]);

    [GlobalCleanup]
    public void Dispose()
    {
        _runner.Dispose();
        _device.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Prepare()
    {
        var builder = new GraphBuilder("add");
        var a = builder.Input("a", DType.Float32, new Shape(4));
        var b = builder.Input("b", DType.Float32, new Shape(4));
        var c = builder.Value("c", DType.Float32, new Shape(4));
        builder.Node("Add", 14, [a, b], [c]);
        builder.Output(c);
        _program = CompiledProgram.Create(_device, builder.Build());
        DeviceTensor[] tensors = [_a, _b, _c];
        for (var i = 0; i < tensors.Length; i++)
            _arguments[i] = new tg_arg { buffer = tensors[i].Buffer.Handle, bytes = tensors[i].Bytes };
        _descriptor[0] = new tg_execute
        {
            size = (uint)sizeof(tg_execute),
            program = _program.Handle,
            args = (tg_arg*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_arguments, 0),
            queue = (uint)(_device.Queues.Length - 1),
            arg_count = 3,
            arg_stride = (uint)sizeof(tg_arg),
            wait_stride = (uint)sizeof(tg_sync),
            signal_stride = (uint)sizeof(tg_sync),
        };
    }
}
