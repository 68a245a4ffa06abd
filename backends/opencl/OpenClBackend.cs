// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Blobs;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Plugin;
using DeviceInfo = Tengen.Plugin.DeviceInfo;

namespace Tengen.Backends.OpenCl;

/// <summary>Every OpenCL device that compiles kernels, on whatever driver the loader finds.</summary>
internal sealed class OpenClBackend : Backend
{
    public override string Name => $"tengen-opencl {Version}";

    public override int DeviceCount => DeviceList.All.Length;

    public override string WhyNoDevice => DeviceList.Why;

    public override Offers Offers => Offers.Wait | Offers.Copy | Offers.Save | Offers.BlobCheck | Offers.Timelines;

    public override ImmutableArray<string> DeviceOptions => [LossInjection.Option];

    private static string Version => typeof(OpenClBackend).Assembly.GetName().Version!.ToString(3);

    public override DeviceInfo Describe(int index, OptionSet options)
    {
        var record = DeviceList.All[index];
        return new DeviceInfo
        {
            Name = $"opencl{index}",
            Vendor = record.Vendor,
            Kind = record.Type.HasFlag(DeviceType.Gpu) ? DeviceKind.Gpu : record.Type.HasFlag(DeviceType.Cpu) ? DeviceKind.Cpu : DeviceKind.Other,
            Flags = DeviceFlags.Async | DeviceFlags.Waits,
            Location = record.Platform,
            Driver = $"{record.Platform} {record.DriverVersion}",
            Note = $"{record.Name}, {record.Version}",
            Fingerprint = FingerprintOf(record),
            Formats = [new(Envelope.Format, Envelope.Version, Envelope.Version, "compiled kernels, plans and constants")],
            MemoryBytes = record.MemoryBytes,
            MaxBufferBytes = record.MaxBufferBytes,
            BufferAlignment = record.Traits.BufferAlignment,
            OffsetAlignment = record.Traits.BufferAlignment,
            Memories = [new("device", MemoryFlags.Mappable, record.MemoryBytes)],
            VendorId = record.VendorId,
            Queues = [Queue(engine: 0), Queue(engine: 1)],
        };
    }

    public override BlobVerdict CheckBlob(int index, string format, ReadOnlySpan<byte> bytes, OptionSet options) =>
        format == Envelope.Format ? Envelope.Judge(bytes, FingerprintOf(DeviceList.All[index])) : BlobVerdict.Unusable;

    private string FingerprintOf(DeviceRecord record) =>
        $"{Name}-{KernelSource.Digest}-{record.Platform}-{record.Name}-{record.DriverVersion}";

    private static QueueInfo Queue(int engine) => new(QueueFlags.Execute | QueueFlags.Copy | QueueFlags.Timestamps | QueueFlags.Waits, engine);

    public override Device Open(OpenRequest request) => new OpenClDevice(request, DeviceList.All[request.Index]);
}
