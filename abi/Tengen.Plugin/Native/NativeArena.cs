// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;

namespace Tengen.Plugin;

/// <summary>Native memory for data that a host reads through pointers; lives as long as the object that it describes.</summary>
internal unsafe class NativeArena
{
    private readonly List<nint> _blocks = [];

    /// <summary>A NUL-terminated copy; NULL for null.</summary>
    public byte* Text(string? text)
    {
        if (text is null)
            return null;
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return (byte*)Bytes(bytes);
    }

    /// <summary>A copy of an array; NULL when empty.</summary>
    public T* Array<T>(ReadOnlySpan<T> items) where T : unmanaged =>
        items.IsEmpty ? null : (T*)Bytes(MemoryMarshal.AsBytes(items));

    public void Free()
    {
        foreach (var block in _blocks)
            NativeMemory.Free((void*)block);
        _blocks.Clear();
    }

    protected virtual byte* Bytes(ReadOnlySpan<byte> bytes)
    {
        var block = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(block, bytes.Length));
        _blocks.Add((nint)block);
        return block;
    }
}

/// <summary>Native memory that lives as long as the library. Equal contents share a block, so describing a device again takes nothing.</summary>
internal sealed unsafe class PermanentArena : NativeArena
{
    public static readonly PermanentArena Instance = new();

    private readonly Dictionary<string, nint> _contents = new(StringComparer.Ordinal);

    private PermanentArena() { }

    protected override byte* Bytes(ReadOnlySpan<byte> bytes)
    {
        var key = Encoding.Latin1.GetString(bytes);
        lock (_contents)
        {
            if (!_contents.TryGetValue(key, out var block))
                _contents.Add(key, block = (nint)base.Bytes(bytes));
            return (byte*)block;
        }
    }
}
