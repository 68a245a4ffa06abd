// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>One argument of a submission (<c>tg_arg</c>). The host keeps what it names until the ticket completes.</summary>
public readonly record struct Argument
{
    public ArgumentKind Kind { get; init; }

    public DeviceBuffer? Buffer { get; init; }

    /// <summary>Bytes into the buffer, a device address, or the bits of an immediate.</summary>
    public ulong Offset { get; init; }

    /// <summary>Bytes that may be touched from there.</summary>
    public ulong Bytes { get; init; }

    /// <summary>Actual extents; default = as the program says.</summary>
    public ImmutableArray<long> Dims { get; init; }

    /// <summary>In elements; default = dense.</summary>
    public ImmutableArray<long> Strides { get; init; }

    public OutDims? OutDims { get; init; }

    /// <summary>Memory of a <see cref="ArgumentKind.Host"/> argument.</summary>
    public Tensor? Tensor { get; init; }

    public static readonly Argument Absent = new() { Kind = ArgumentKind.Absent };

    /// <summary>A buffer from its first to its last byte.</summary>
    public static Argument Of(DeviceBuffer buffer, params ReadOnlySpan<long> dims) =>
        Range(buffer, 0, buffer.Bytes, dims);

    public static Argument Range(DeviceBuffer buffer, ulong offset, ulong bytes, params ReadOnlySpan<long> dims) =>
        new() { Buffer = buffer, Offset = offset, Bytes = bytes, Dims = dims.IsEmpty ? default : [.. dims] };

    /// <summary>Host memory, used in place.</summary>
    public static Argument Host(Tensor tensor) =>
        new() { Kind = ArgumentKind.Host, Tensor = tensor, Bytes = (ulong)tensor.Bytes, Dims = tensor.Dims };

    /// <summary>The one element of a tensor of at most 8 bytes.</summary>
    public static Argument Immediate(Tensor tensor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tensor.Bytes, sizeof(ulong));
        ulong bits = 0;
        tensor.AsBytes().CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new Span<ulong>(ref bits)));
        return new() { Kind = ArgumentKind.Immediate, Offset = bits, Bytes = (ulong)tensor.Bytes, Dims = tensor.Dims };
    }
}
