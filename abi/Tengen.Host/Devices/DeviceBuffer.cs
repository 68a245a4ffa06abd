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
    public Mapping Map(MapAccess access, ulong offset, ulong bytes) => new(this, access, offset, bytes, Begin(access, offset, bytes));

    /// <summary>Copies bytes into the buffer, through a mapping.</summary>
    public void Write(ReadOnlySpan<byte> bytes, ulong offset = 0)
    {
        fixed (byte* source = bytes)
            Write(source, (ulong)bytes.Length, offset);
    }

    /// <summary>The same for any number of bytes of host memory. Allocates nothing.</summary>
    public void Write(void* source, ulong bytes, ulong offset = 0)
    {
        var pointer = Begin(MapAccess.Write | MapAccess.Discard, offset, bytes);
        Buffer.MemoryCopy(source, pointer, bytes, bytes);
        Unmap(MapAccess.Write | MapAccess.Discard, offset, bytes);
    }

    /// <summary>Copies bytes out of the buffer, through a mapping.</summary>
    public void Read(Span<byte> bytes, ulong offset = 0)
    {
        fixed (byte* target = bytes)
            Read(target, (ulong)bytes.Length, offset);
    }

    /// <summary>The same for any number of bytes of host memory. Allocates nothing.</summary>
    public void Read(void* target, ulong bytes, ulong offset = 0)
    {
        var pointer = Begin(MapAccess.Read, offset, bytes);
        Buffer.MemoryCopy(pointer, target, bytes, bytes);
        Unmap(MapAccess.Read, offset, bytes);
    }

    internal void Unmap(MapAccess access, ulong offset, ulong bytes)
    {
        var range = Range(access, offset, bytes);
        var error = ErrorBuffer.Fresh();
        int status;
        using (Device.Enter())
            status = Device.Api.buffer_unmap(Handle, &range, error);
        if (status != Tg.TG_OK)
            throw ErrorBuffer.Exception(status, error, Device.Subject("buffer_unmap"));
    }

    private void* Begin(MapAccess access, ulong offset, ulong bytes)
    {
        Device.WaitUntilUnused(this);
        var range = Range(access, offset, bytes);
        void* pointer = null;
        var error = ErrorBuffer.Fresh();
        int status;
        using (Device.Enter())
            status = Device.Api.buffer_map(Handle, &range, &pointer, error);
        if (status != Tg.TG_OK)
            throw ErrorBuffer.Exception(status, error, Mapped(offset, bytes));
        if (pointer == null && bytes > 0)
            throw TengenException.Broken(Mapped(offset, bytes), "TG-P-29", "it answered OK with a NULL pointer");
        return pointer;
    }

    private string Mapped(ulong offset, ulong bytes) => Device.Subject($"buffer_map([{offset}, +{bytes}) of {Bytes})");

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
