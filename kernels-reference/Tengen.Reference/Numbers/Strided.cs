// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>A read-only view of numbers that lie a fixed number of elements apart, for <c>Sum</c> and <c>Dot</c>.</summary>
public readonly ref struct Strided<T>(ReadOnlySpan<T> data, int offset, int stride, int count) where T : unmanaged
{
    private readonly ReadOnlySpan<T> _data = data;

    public Strided(ReadOnlySpan<T> data) : this(data, 0, 1, data.Length) { }

    public int Count { get; } = count;

    public int Offset { get; } = offset;

    public int Stride { get; } = stride;

    public ref readonly T this[int index] => ref _data[Offset + index * Stride];
}
