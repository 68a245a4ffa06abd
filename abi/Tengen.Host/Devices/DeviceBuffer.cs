// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>Memory of one device. See <see cref="DeviceChild"/> for its life.</summary>
public sealed unsafe class DeviceBuffer : DeviceChild
{
    private DeviceBuffer(Device device, in tg_buffer_info info, ulong bytes) : base(device)
    {
        Handle = info.buffer;
        HostPointer = (byte*)info.host;
        Address = info.address;
        Bytes = bytes;
        Capacity = info.bytes;
    }

    public tg_buffer* Handle { get; }

    /// <summary>Bytes asked for.</summary>
    public ulong Bytes { get; }

    /// <summary>Bytes given; at least <see cref="Bytes"/>.</summary>
    public ulong Capacity { get; }

    /// <summary>Permanent host pointer, or NULL.</summary>
    public byte* HostPointer { get; }

    /// <summary>Device address, or 0.</summary>
    public ulong Address { get; }

    /// <exception cref="TengenException">The device refused, or gave less than asked for.</exception>
    public static DeviceBuffer Allocate(Device device, ulong bytes, BufferOptions? options = null)
    {
        options ??= BufferOptions.Default;
        using var arena = new NativeArena();
        var desc = new tg_buffer_desc
        {
            size = (uint)sizeof(tg_buffer_desc),
            flags = options.Flags,
            memory = arena.Text(options.Memory),
            label = arena.Text(options.Label),
            bytes = bytes,
            alignment = options.Alignment,
            export_kinds = options.ExportKinds,
        };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        var error = ErrorBuffer.Fresh();
        using (device.Enter())
            ErrorBuffer.Check(device.Api.buffer_alloc(device.Alive, &desc, &info, error), error, device.Subject($"buffer_alloc({bytes} bytes)"));
        if (info.buffer == null || info.bytes < bytes)
            throw TengenException.Broken(device.Subject($"buffer_alloc({bytes} bytes)"), "TG-P-27", $"it answered OK with buffer {(nint)info.buffer:x} of {info.bytes} bytes");
        return new DeviceBuffer(device, info, bytes);
    }

    /// <summary>Begins host access to a range. Waits until no pending submission uses the buffer (TG-H-17).</summary>
    public Mapping Map(MapAccess access, ulong offset, ulong bytes)
    {
        Device.WaitUntilUnused(this);
        var range = Range(access, offset, bytes);
        void* pointer = null;
        var error = ErrorBuffer.Fresh();
        var subject = Device.Subject($"buffer_map([{offset}, +{bytes}) of {Bytes})");
        using (Device.Enter())
            ErrorBuffer.Check(Device.Api.buffer_map(Handle, &range, &pointer, error), error, subject);
        if (pointer == null && bytes > 0)
            throw TengenException.Broken(subject, "TG-P-29", "it answered OK with a NULL pointer");
        return new Mapping(this, access, offset, bytes, pointer);
    }

    /// <summary>Copies bytes into the buffer, through a mapping.</summary>
    public void Write(ReadOnlySpan<byte> bytes, ulong offset = 0)
    {
        using var mapping = Map(MapAccess.Write | MapAccess.Discard, offset, (ulong)bytes.Length);
        bytes.CopyTo(mapping.Span);
    }

    /// <summary>Copies bytes out of the buffer, through a mapping.</summary>
    public void Read(Span<byte> bytes, ulong offset = 0)
    {
        using var mapping = Map(MapAccess.Read, offset, (ulong)bytes.Length);
        mapping.Span.CopyTo(bytes);
    }

    internal void Unmap(Mapping mapping)
    {
        var range = Range(mapping.Access, mapping.Offset, mapping.Bytes);
        var error = ErrorBuffer.Fresh();
        using (Device.Enter())
            ErrorBuffer.Check(Device.Api.buffer_unmap(Handle, &range, error), error, Device.Subject("buffer_unmap"));
    }

    private protected override void Free()
    {
        var release = new tg_release { size = (uint)sizeof(tg_release) };
        var error = ErrorBuffer.Fresh();
        var status = Device.Api.buffer_free(Handle, &release, error);
        if (status != Tg.TG_OK)
            Device.Report("TG-P-39", $"buffer_free answered {new Status(status)}: {ErrorBuffer.Text(error)}");
    }

    private static tg_range Range(MapAccess access, ulong offset, ulong bytes) =>
        new() { size = (uint)sizeof(tg_range), flags = (uint)access, offset = offset, bytes = bytes };
}
