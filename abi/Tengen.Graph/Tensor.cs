// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tengen.Graph;

/// <summary>
/// A dense row-major tensor over a <see cref="Graph.Storage"/>. It does not copy and does not own exclusively: several tensors may share
/// a storage. Reading from several threads is safe; writing while another thread reads is not.
/// </summary>
public sealed unsafe class Tensor
{
    /// <param name="type">Element type; not opaque.</param>
    /// <param name="dims">Extents, all non-negative; empty for a scalar.</param>
    /// <param name="storage">Memory that holds the elements.</param>
    /// <param name="offset">First byte of the elements in <paramref name="storage"/>.</param>
    /// <exception cref="ArgumentException">The storage is too small for the shape, or a dim is negative.</exception>
    /// <exception cref="OverflowException">The element count or byte count does not fit 63 bits.</exception>
    public Tensor(DType type, ImmutableArray<long> dims, Storage storage, long offset = 0)
    {
        ArgumentNullException.ThrowIfNull(storage);
        Type = type;
        Dims = dims.IsDefault ? [] : dims;
        Count = Shape.CountOf(Dims.AsSpan());
        Bytes = type.BytesFor(Count);
        if (offset < 0 || offset > storage.Length || Bytes > storage.Length - offset)
            throw new ArgumentException($"{type}[{string.Join(',', Dims)}] needs {Bytes} bytes at offset {offset}, the storage has {storage.Length}");
        Storage = storage;
        Offset = offset;
    }

    /// <summary>A zeroed tensor with memory of its own.</summary>
    public Tensor(DType type, params ReadOnlySpan<long> dims)
        : this(type, [.. dims], Storage.Allocate(type.BytesFor(Shape.CountOf(dims)))) { }

    public DType Type { get; }

    public ImmutableArray<long> Dims { get; }

    public Storage Storage { get; }

    /// <summary>First byte of the elements in <see cref="Storage"/>.</summary>
    public long Offset { get; }

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>Number of bytes of the elements.</summary>
    public long Bytes { get; }

    public int Rank => Dims.Length;

    /// <summary>Address of the first element; valid while <see cref="Storage"/> is reachable.</summary>
    public byte* Pointer => Storage.Pointer + Offset;

    /// <summary>A tensor with a copy of <paramref name="values"/>; the dtype is that of the managed type.</summary>
    public static Tensor Of<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> dims) where T : unmanaged =>
        Of(DTypeOf<T>(), values, dims);

    /// <summary>A tensor with a copy of <paramref name="values"/>, whose memory already has the layout of <paramref name="type"/>.</summary>
    public static Tensor Of<T>(DType type, ReadOnlySpan<T> values, params ReadOnlySpan<long> dims) where T : unmanaged =>
        new(type, [.. dims], Storage.CopyOf(MemoryMarshal.AsBytes(values)));

    public static Tensor Scalar<T>(T value) where T : unmanaged => Of<T>([value]);

    /// <summary>The elements as <typeparamref name="T"/>, whose size must be the dtype's.</summary>
    /// <exception cref="InvalidOperationException">The size differs, or there are more elements than a span can hold.</exception>
    public Span<T> AsSpan<T>() where T : unmanaged
    {
        if (sizeof(T) * 8 != Type.Bits * Type.Lanes || Count > int.MaxValue)
            throw new InvalidOperationException($"{this} cannot be viewed as {typeof(T).Name}");
        return new Span<T>(Pointer, (int)Count);
    }

    /// <summary>The raw bytes. At most 2 GiB; larger tensors are reached through <see cref="Pointer"/>.</summary>
    public Span<byte> AsBytes() => new(Pointer, checked((int)Bytes));

    /// <summary>The same elements under other dims of the same count.</summary>
    public Tensor Reshape(params ReadOnlySpan<long> dims) => new(Type, [.. dims], Storage, Offset);

    public override string ToString() => $"{Type}[{string.Join(',', Dims)}]";

    private static DType DTypeOf<T>() =>
        typeof(T) == typeof(float) ? DType.Float32 :
        typeof(T) == typeof(double) ? DType.Float64 :
        typeof(T) == typeof(Half) ? DType.Float16 :
        typeof(T) == typeof(long) ? DType.Int64 :
        typeof(T) == typeof(int) ? DType.Int32 :
        typeof(T) == typeof(short) ? DType.Int16 :
        typeof(T) == typeof(sbyte) ? DType.Int8 :
        typeof(T) == typeof(ulong) ? DType.UInt64 :
        typeof(T) == typeof(uint) ? DType.UInt32 :
        typeof(T) == typeof(ushort) ? DType.UInt16 :
        typeof(T) == typeof(byte) ? DType.UInt8 :
        typeof(T) == typeof(bool) ? DType.Bool :
        throw new NotSupportedException($"{typeof(T)} is no tensor element; name the dtype");
}
