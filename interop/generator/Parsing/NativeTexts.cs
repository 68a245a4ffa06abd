// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>Zero-terminated copies of text in native memory, freed together.</summary>
internal sealed unsafe class NativeTexts : IDisposable
{
    private readonly List<nint> _blocks = [];

    public byte* Add(string text)
    {
        var block = Marshal.StringToCoTaskMemUTF8(text);
        _blocks.Add(block);
        return (byte*)block;
    }

    public byte* Add(byte[] text)
    {
        var block = Marshal.AllocCoTaskMem(text.Length + 1);
        _blocks.Add(block);
        Marshal.Copy(text, 0, block, text.Length);
        ((byte*)block)[text.Length] = 0;
        return (byte*)block;
    }

    public void Dispose() => _blocks.ForEach(Marshal.FreeCoTaskMem);
}
