// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Conformance.Speed.Rooflines;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>Drives what a program left in the host's caches out of them, by writing memory twice as large as the last one. Owns that memory.</summary>
internal sealed unsafe class CacheFlush : IDisposable
{
    private const int Line = 64;
    private readonly nuint _bytes = (nuint)(2 * HostCaches.LastLevelBytes);
    private byte* _memory;
    private byte _value;

    public void Run()
    {
        if (_memory == null)
            _memory = (byte*)NativeMemory.AllocZeroed(_bytes);
        _value++;
        for (nuint at = 0; at < _bytes; at += Line)
            _memory[at] = _value;
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
