// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Plugin.Tests;

/// <summary>Adds tensors on four devices: blocking, on a worker thread, with symbolic dims, and with strides. Domain "test" throws on demand.</summary>
internal sealed class SampleBackend : Backend
{
    public const int Blocking = 0;
    public const int Worker = 1;
    public const int Symbolic = 2;
    public const int Strided = 3;

    public override string Name => "sample 1.0";

    public override int DeviceCount => 4;

    public override ImmutableArray<string> DeviceOptions => ["threads"];

    public override ImmutableArray<string> CompileOptions => ["fast"];

    public override ImmutableArray<string> ExecuteOptions => ["priority"];

    public override DeviceInfo Describe(int index, OptionSet options) => new()
    {
        Name = index switch { Blocking => "blocking", Worker => "worker", Symbolic => "symbolic", _ => "strided" },
        Vendor = "tests",
        Fingerprint = "1",
        Kind = DeviceKind.Cpu,
        Location = "host",
        Flags = index switch { Worker => DeviceFlags.Async | DeviceFlags.Waits, Symbolic => DeviceFlags.Symbols, Strided => DeviceFlags.Strides, _ => DeviceFlags.None },
        Queues = [new QueueInfo(MaxPending: 4)],
        ArgumentKinds = ArgumentKinds.Host | ArgumentKinds.Immediate,
        MaxOpens = index == Symbolic ? 1 : 0,
        MaxBufferBytes = 1L << 40,
        Uuid = new Guid(index, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        Note = $"threads={options["threads"]}",
    };

    public override Offers Offers => Offers.Infer | Offers.Copy | Offers.Wait | Offers.Cancel | Offers.Stats | Offers.Extension | Offers.Timelines;

    public override Device Open(OpenRequest request) => request.Index == Worker ? new WorkerDevice(request) : new AddDevice(request);
}
