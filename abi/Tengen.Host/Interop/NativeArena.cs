// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;

namespace Tengen.Host.Interop;

/// <summary>Zeroed native memory handed out piece by piece and given back all at once. One thread.</summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private const int BlockBytes = 1 << 16;
    private readonly List<nint> _blocks = [];
    private byte* _next;
    private nuint _left;

    /// <summary>Room for <paramref name="count"/> elements, 16-byte aligned; NULL for none.</summary>
    public T* Array<T>(int count) where T : unmanaged
    {
        if (count == 0)
            return null;
        var bytes = checked((nuint)sizeof(T) * (nuint)count);
        bytes = checked((bytes + 15) & ~(nuint)15);
        if (bytes > _left)
        {
            _left = Math.Max(bytes, BlockBytes);
            _next = (byte*)NativeMemory.AlignedAlloc(_left, 16);
            NativeMemory.Clear(_next, _left);
            _blocks.Add((nint)_next);
        }
        var piece = _next;
        _next += bytes;
        _left -= bytes;
        return (T*)piece;
    }

    public T* Copy<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var copy = Array<T>(values.Length);
        values.CopyTo(new Span<T>(copy, values.Length));
        return copy;
    }

    /// <summary>NUL-terminated UTF-8; null gives NULL.</summary>
    public byte* Text(string? text)
    {
        if (text is null)
            return null;
        var length = Encoding.UTF8.GetByteCount(text);
        var copy = Array<byte>(length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(copy, length));
        return copy;
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            NativeMemory.AlignedFree((void*)block);
        _blocks.Clear();
        _left = 0;
    }
}
