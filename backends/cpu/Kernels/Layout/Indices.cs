// SPDX-License-Identifier: Apache-2.0
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Indices of i32 or i64 in memory.</summary>
/// <param name="op">Names the operator when an index is refused.</param>
internal readonly unsafe struct Indices(string op, void* at, bool wide)
{
    public long this[nint position] => wide ? ((long*)at)[position] : ((int*)at)[position];

    /// <summary>The index at a position, counted from the end when it is negative.</summary>
    /// <exception cref="PluginException">It is outside [-extent, extent - 1].</exception>
    public nint At(nint position, nint extent)
    {
        var index = this[position];
        if (index < -extent || index >= extent)
            throw Refuse(index, position, extent);
        return (nint)(index < 0 ? index + extent : index);
    }

    private PluginException Refuse(long index, nint position, nint extent) =>
        new(Status.ExecutionFailed, $"op:{op}.indices", $"{op}: index {index} at position {position} is outside [{-extent}, {extent - 1}]");
}
