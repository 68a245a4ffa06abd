// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host.Interop;

/// <summary>Named settings as <c>tg_options</c>; the memory is the arena's.</summary>
internal static unsafe class NativeOptions
{
    public static tg_options Of(IReadOnlyDictionary<string, string> options, NativeArena arena)
    {
        var keys = (byte**)arena.Array<nint>(options.Count);
        var values = (byte**)arena.Array<nint>(options.Count);
        var count = 0u;
        foreach (var (key, value) in options)
        {
            keys[count] = arena.Text(key);
            values[count++] = arena.Text(value);
        }
        return new tg_options { keys = keys, values = values, count = count };
    }
}
