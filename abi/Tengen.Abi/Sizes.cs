// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Abi;

/// <summary>
/// How much of a struct there must be, and how much is looked at: type_1_0, TG_USE_MINOR and TG_KNOWN of tengen.h. A mirror that was merely
/// generated anew from a later header must not teach readers fields that no code handles.
/// </summary>
public static unsafe class Sizes
{
    /// <summary>The minor whose fields the host and the plugin kit look at; raised by hand, with the code that handles them.</summary>
    public const int UsedMinor = 0;

    /// <summary>Bytes in 1.0: the least size or stride that a reader accepts.</summary>
    public static uint Least<T>()
        where T : unmanaged => First<T>.Bytes;

    /// <summary>Bytes that are looked at: all, or those of 1.0 under a later header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Known<T>()
        where T : unmanaged => UsedMinor >= Tg.TG_MINOR ? (uint)sizeof(T) : Least<T>();

    /// <summary>Looked up once per type; a struct that is no <see cref="ISized"/> never grew.</summary>
    private static class First<T>
        where T : unmanaged
    {
        public static readonly uint Bytes = default(T) is ISized sized ? sized.LeastSize : (uint)sizeof(T);
    }
}
