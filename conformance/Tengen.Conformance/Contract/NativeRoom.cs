// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;

namespace Tengen.Conformance.Contract;

/// <summary>Native memory of one case, freed at its end. Any thread.</summary>
internal sealed unsafe class NativeRoom : IDisposable
{
    private readonly List<nint> _blocks = [];

    public byte* Bytes(int count)
    {
        var block = NativeMemory.AllocZeroed((nuint)Math.Max(1, count));
        lock (_blocks)
            _blocks.Add((nint)block);
        return (byte*)block;
    }

    public T* Array<T>(params ReadOnlySpan<T> values) where T : unmanaged
    {
        var copy = (T*)Bytes(sizeof(T) * values.Length);
        values.CopyTo(new Span<T>(copy, values.Length));
        return copy;
    }

    public byte* Text(string text) => Array<byte>(Encoding.UTF8.GetBytes(text + "\0"));

    public void Dispose()
    {
        foreach (var block in _blocks)
            NativeMemory.Free((void*)block);
    }
}
