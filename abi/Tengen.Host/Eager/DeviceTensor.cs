// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>A dense tensor in a buffer of a device. It does not own the buffer; several may share one.</summary>
public sealed class DeviceTensor
{
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    public DeviceTensor(DeviceBuffer buffer, DType type, ImmutableArray<long> dims, ulong offset = 0)
    {
        (Buffer, Type, Dims, Offset) = (buffer, type, dims, offset);
        Bytes = (ulong)type.BytesFor(Shape.CountOf(dims.AsSpan()));
        if (offset > buffer.Bytes || Bytes > buffer.Bytes - offset)
            throw new ArgumentException($"{type}{new Shape(dims)} needs {Bytes} bytes at offset {offset}, the buffer has {buffer.Bytes}");
        var hash = type.Packed + 0x9E3779B97F4A7C15ul;
        foreach (var dim in dims)
            hash = EagerOp.Mix(hash, (ulong)dim);
        Signature = hash;
    }

    public DeviceBuffer Buffer { get; }

    public DType Type { get; }

    public ImmutableArray<long> Dims { get; }

    /// <summary>First byte in the buffer.</summary>
    public ulong Offset { get; }

    public ulong Bytes { get; }

    /// <summary>Hash of dtype and dims.</summary>
    internal ulong Signature { get; }

    /// <summary>A tensor in a new buffer of its own, which the caller disposes.</summary>
    public static DeviceTensor Allocate(Device device, DType type, params ReadOnlySpan<long> dims) =>
        new(DeviceBuffer.Allocate(device, (ulong)type.BytesFor(Shape.CountOf(dims))), type, [.. dims]);

    /// <summary>A copy of a tensor's elements in a new buffer, which the caller disposes.</summary>
    public static DeviceTensor Upload(Device device, Tensor tensor)
    {
        var copy = Allocate(device, tensor.Type, tensor.Dims.AsSpan());
        copy.Buffer.Write(tensor.AsBytes());
        return copy;
    }

    /// <summary>A copy of the elements on the host.</summary>
    public Tensor Download()
    {
        var copy = new Tensor(Type, Dims.AsSpan());
        Buffer.Read(copy.AsBytes(), Offset);
        return copy;
    }

    public override string ToString() => $"{Type}{new Shape(Dims)}";
}
