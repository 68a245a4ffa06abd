// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu;

/// <summary>One device: all processors of this machine, or as many threads as the option <c>threads</c> says.</summary>
internal sealed class CpuBackend : Backend
{
    public override string Name => $"tengen-cpu {Version}";

    public override int DeviceCount => 1;

    public override Offers Offers => Offers.Copy | Offers.Wait | Offers.Infer;

    public override ImmutableArray<string> DeviceOptions => ["threads"];

    private static string Version => typeof(CpuBackend).Assembly.GetName().Version!.ToString(3);

    public override DeviceInfo Describe(int index, OptionSet options) => new()
    {
        Name = "cpu",
        Vendor = "Tengen",
        Kind = DeviceKind.Cpu,
        Location = "host",
        Driver = Name,
        Fingerprint = $"{Name}-{RuntimeInformation.ProcessArchitecture}-{KernelPaths.Supported.First()}",
        ArgumentKinds = ArgumentKinds.Host,
        Flags = DeviceFlags.Symbols,
        Queues = [new(QueueFlags.Execute | QueueFlags.Copy | QueueFlags.Timestamps), new(QueueFlags.Execute | QueueFlags.Copy | QueueFlags.Timestamps)],
    };

    public override Device Open(OpenRequest request) => new CpuDevice(request);
}
