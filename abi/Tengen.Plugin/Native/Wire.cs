// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>The reader rule of <c>tengen.h</c> with refusals that name the object. Every struct of 1.0 is read whole.</summary>
internal static unsafe class Wire
{
    /// <summary>IN: a snapshot of a sized struct.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(T* desc, string what) where T : unmanaged
    {
        if (desc != null && *(uint*)desc == Sizes.Known<T>() && Sizes.Known<T>() == sizeof(T))
            return *desc;
        Check(Reader.Read(out T copy, desc), what, desc == null ? 0 : *(uint*)desc, Sizes.Least<T>());
        return copy;
    }

    /// <summary>IN: a snapshot of an array element whose stride stands for the size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T At<T>(T* array, uint stride, uint index, string what) where T : unmanaged
    {
        if (array != null && stride == Sizes.Known<T>() && Sizes.Known<T>() == sizeof(T))
            return array[index];
        Check(Reader.At(out T copy, array, stride, index), what, stride, Sizes.Least<T>());
        return copy;
    }

    /// <summary>A snapshot of a table of functions; what it has beyond ours is ignored.</summary>
    public static T Table<T>(T* table, string what) where T : unmanaged
    {
        Check(Reader.Table(out T copy, table), what, table == null ? 0 : *(uint*)table, Sizes.Least<T>());
        return copy;
    }

    /// <summary>OUT: refuses a struct that could not be filled, before anything is done.</summary>
    public static void CheckOut<T>(T* target, string what) where T : unmanaged
    {
        var size = target == null ? 0 : *(uint*)target;
        if (target == null || size < Sizes.Least<T>() || size > Tg.TG_MAX_SIZE || size % 4 != 0)
            throw Malformed(what, size, Sizes.Least<T>());
    }

    /// <summary>OUT: fills a struct that <see cref="CheckOut"/> let pass.</summary>
    public static void Write<T>(T* target, T full) where T : unmanaged => Reader.Write(target, in full);

    /// <summary>OUT: refuses an array whose elements could not be filled, before anything is done.</summary>
    public static void CheckOutArray<T>(T* array, uint stride, uint count, string what) where T : unmanaged
    {
        if (count > 0 && (array == null || stride < Sizes.Least<T>() || stride > Tg.TG_MAX_SIZE || stride % 8 != 0))
            throw Malformed(what, stride, Sizes.Least<T>());
    }

    /// <summary>OUT: fills an element of an array that <see cref="CheckOutArray"/> let pass.</summary>
    public static void WriteAt<T>(T* array, uint stride, uint index, T full) where T : unmanaged => Reader.WriteAt(array, stride, index, in full);

    /// <summary>Reserved members and unknown bits count as bytes beyond what is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zero(uint value, string what)
    {
        if (value != 0)
            ThrowTooNew(what);
    }

    /// <inheritdoc cref="Zero(uint, string)"/>
    public static void Known(uint flags, uint known, string what) => Zero(flags & ~known, what);

    [DoesNotReturn]
    public static void ThrowTooNew(string what) =>
        throw new PluginException(Status.TooNew, "TG-P-7", $"{what} has a bit or value that this plugin (ABI {Tg.TG_MAJOR}.{Tg.TG_MINOR}) does not know; retry without it");

    private static void Check(int status, string what, uint size, uint least)
    {
        if (status == Tg.TG_TOO_NEW)
            ThrowTooNew(what);
        if (status != Tg.TG_OK)
            throw Malformed(what, size, least);
    }

    private static PluginException Malformed(string what, uint size, uint least) => new(
        Status.InvalidArgument, "TG-P-7", $"{what} is NULL or its size or stride of {size} bytes is not a legal one; 1.0 has {least}");
}
