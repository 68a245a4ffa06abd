// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;

namespace Tengen.Plugin.Tests;

/// <summary>Native memory of a test, with a margin behind every block; freed at its end.</summary>
internal sealed unsafe class Memory : IDisposable
{
    private const int Margin = 64;
    private readonly List<nint> _blocks = [];

    public T* Array<T>(params ReadOnlySpan<T> items) where T : unmanaged
    {
        var block = (T*)Bytes(items.Length * sizeof(T));
        items.CopyTo(new Span<T>(block, items.Length));
        return block;
    }

    public T* One<T>(T item) where T : unmanaged => Array(item);

    public byte* Bytes(int count)
    {
        var block = NativeMemory.AlignedAlloc((nuint)(count + Margin), 64);
        NativeMemory.Clear(block, (nuint)(count + Margin));
        _blocks.Add((nint)block);
        return (byte*)block;
    }

    public byte* Text(string text) => Array<byte>([.. Encoding.UTF8.GetBytes(text), 0]);

    public byte** Texts(params string[] texts)
    {
        var array = (byte**)Bytes(texts.Length * sizeof(byte*));
        for (var i = 0; i < texts.Length; i++)
            array[i] = Text(texts[i]);
        return array;
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            NativeMemory.AlignedFree((void*)block);
    }
}
