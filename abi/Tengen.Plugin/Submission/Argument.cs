// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>
/// An argument of a submission, checked against the program's <see cref="ArgumentInfo"/>. Valid until the submission completes; in a
/// blocking device that is the return of <see cref="Program.Execute"/>.
/// </summary>
public unsafe struct Argument
{
    internal long* DimsPointer;
    internal long* StridesPointer;
    internal long* OutDims;
    internal ulong Word;
    internal nuint BufferHandle;

    /// <summary>Address of the element of index 0 on the host; null when the memory has none. Aligned as the program asked, without negative strides.</summary>
    public byte* Pointer { get; internal set; }

    /// <summary>Bytes that may be touched, at least what dims and strides need: from there, or around it with negative strides.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Offset of the element of index 0 in <see cref="Buffer"/>.</summary>
    public long Offset { get; internal set; }

    /// <summary>Device address, or 0.</summary>
    public ulong Address { get; internal set; }

    public int Rank { get; internal set; }

    public ArgumentKind Kind { get; internal set; }

    /// <summary>Actual extents.</summary>
    public readonly ReadOnlySpan<long> Dims => new(DimsPointer, Rank);

    /// <summary>In elements, signed; empty = dense. Only where the program takes them.</summary>
    public readonly ReadOnlySpan<long> Strides => StridesPointer == null ? default : new(StridesPointer, Rank);

    public readonly bool IsAbsent => Kind == ArgumentKind.Absent;

    /// <summary>Number of elements.</summary>
    public readonly long Count => Shape.CountOf(Dims);

    /// <summary>The buffer of an argument of kind <see cref="ArgumentKind.Buffer"/>; null for other kinds.</summary>
    public readonly DeviceBuffer? Buffer => BufferHandle == 0 ? null : Handles.Buffers.Get(BufferHandle);

    /// <summary>The dense elements as <typeparamref name="T"/>.</summary>
    /// <exception cref="PluginException">They do not fit the argument's bytes, or there are more than a span can hold.</exception>
    public readonly Span<T> AsSpan<T>() where T : unmanaged
    {
        var count = Count;
        if (count > int.MaxValue || count * sizeof(T) > Bytes)
            throw new PluginException(Status.Unsupported, "kit:span", $"{count} elements of {typeof(T).Name} are no span of {Bytes} bytes");
        return new Span<T>(Pointer, (int)count);
    }

    /// <summary>Says the real dims of an output with <see cref="ArgumentFlags.DataDependent"/>; at most the upper bounds.</summary>
    public readonly void SetDims(params ReadOnlySpan<long> dims)
    {
        if (OutDims == null || dims.Length != Rank)
            throw new InvalidOperationException($"{dims.Length} dims for an argument of rank {Rank} that {(OutDims == null ? "has fixed dims" : "is data dependent")}");
        dims.CopyTo(new Span<long>(OutDims, Rank));
    }
}

/// <summary><c>TG_ARG_*</c></summary>
public enum ArgumentKind
{
    Buffer = 0,
    Address = 1,
    Host = 2,
    Immediate = 3,
    Absent = 4,
}
