// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Abi;

/// <summary>
/// The reader rule of tengen.h, with the answers of its helpers tg_read, tg_at, tg_write, tg_write_at and tg_table: data that asks is refused
/// when not understood, data that tells is ignored. Memory of the other side is read once; nothing is allocated; no state, any thread.
/// </summary>
/// <remarks>
/// All answer TG_INVALID_ARGUMENT for NULL, a size below 1.0's, above TG_MAX_SIZE or not a multiple of 4 (strides: of 8); the target is then
/// all zero, and a caller's memory is untouched.
/// </remarks>
public static unsafe class Reader
{
    /// <summary>IN: snapshots a sized struct; what it lacks is zero, and TG_TOO_NEW says that it has a byte set which this side does not know. <c>size</c> in the copy is the caller's.</summary>
    public static int Read<T>(out T copy, T* desc)
        where T : unmanaged
    {
        copy = default;
        if (desc == null)
        {
            return Tg.TG_INVALID_ARGUMENT;
        }

        var size = LoadSize(desc);
        if (!IsSize<T>(size))
        {
            return Tg.TG_INVALID_ARGUMENT;
        }

        Snapshot(ref copy, desc, size);
        Unsafe.As<T, uint>(ref copy) = size;
        return Tail(desc, Sizes.Known<T>(), size);
    }

    /// <summary>IN: snapshots element <paramref name="index"/> of an array whose stride stands for the size. The index is not checked.</summary>
    public static int At<T>(out T copy, T* array, uint stride, uint index)
        where T : unmanaged
    {
        copy = default;
        if (array == null || !IsStride<T>(stride))
        {
            return Tg.TG_INVALID_ARGUMENT;
        }

        var element = (byte*)array + ((nuint)index * stride);
        Snapshot(ref copy, element, stride);
        return Tail(element, Sizes.Known<T>(), stride);
    }

    /// <summary>OUT: fills a caller's sized struct; what the caller has beyond is zeroed, and <c>size</c> stays the caller's.</summary>
    public static int Write<T>(T* target, in T full)
        where T : unmanaged
    {
        if (target == null)
        {
            return Tg.TG_INVALID_ARGUMENT;
        }

        var size = LoadSize(target);
        if (!IsSize<T>(size))
        {
            return Tg.TG_INVALID_ARGUMENT;
        }

        Fill((byte*)target, size, in full, sizeof(uint));
        return Tg.TG_OK;
    }

    /// <summary>OUT: fills element <paramref name="index"/> of a caller's array. The index is not checked.</summary>
    public static int WriteAt<T>(T* array, uint stride, uint index, in T full)
        where T : unmanaged
    {
        if (array == null || !IsStride<T>(stride))
        {
            return Tg.TG_INVALID_ARGUMENT;
        }

        Fill((byte*)array + ((nuint)index * stride), stride, in full, 0);
        return Tg.TG_OK;
    }

    /// <summary>Copies a table of functions, or anything in OUT memory of the other side; a longer tail is ignored. <c>size</c> in the copy is the other side's.</summary>
    public static int Table<T>(out T copy, T* table)
        where T : unmanaged
    {
        copy = default;
        if (table == null)
        {
            return Tg.TG_INVALID_ARGUMENT;
        }

        var size = LoadSize(table);
        if (!IsSize<T>(size))
        {
            return Tg.TG_INVALID_ARGUMENT;
        }

        Snapshot(ref copy, table, size);
        Unsafe.As<T, uint>(ref copy) = size;
        return Tg.TG_OK;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LoadSize(void* sized) => Volatile.Read(ref *(uint*)sized);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSize<T>(uint size)
        where T : unmanaged => size >= Sizes.Least<T>() && size <= Tg.TG_MAX_SIZE && size % 4 == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsStride<T>(uint stride)
        where T : unmanaged => stride >= Sizes.Least<T>() && stride <= Tg.TG_MAX_SIZE && stride % 8 == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Snapshot<T>(ref T copy, void* source, uint size)
        where T : unmanaged
    {
        if (Sizes.Known<T>() == (uint)sizeof(T) && size >= (uint)sizeof(T))
        {
            copy = Unsafe.ReadUnaligned<T>(source);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(ref Unsafe.As<T, byte>(ref copy), ref *(byte*)source, Math.Min(size, Sizes.Known<T>()));
        }
    }

    private static void Fill<T>(byte* target, uint size, in T full, int from)
        where T : unmanaged
    {
        var common = (int)Math.Min(size, Sizes.Known<T>());
        fixed (T* source = &full)
        {
            new ReadOnlySpan<byte>((byte*)source + from, common - from).CopyTo(new Span<byte>(target + from, common - from));
        }

        new Span<byte>(target + common, (int)size - common).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Tail(void* start, uint known, uint size) =>
        size <= known || !new ReadOnlySpan<byte>((byte*)start + known, (int)(size - known)).ContainsAnyExcept((byte)0) ? Tg.TG_OK : Tg.TG_TOO_NEW;
}
