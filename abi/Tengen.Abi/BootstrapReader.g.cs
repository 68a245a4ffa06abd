// SPDX-License-Identifier: Apache-2.0
// Bootstrap reader rule; the hand-written Reader replaces this file: delete it then.
namespace Tengen.Abi;

/// <summary>The reader rule of tengen.h.</summary>
public static unsafe class Reader
{
    /// <summary>tg_read for a struct whose known and 1.0 size are sizeof(T).</summary>
    public static int Read<T>(out T copy, T* desc) where T : unmanaged
    {
        copy = default;
        if (desc == null) return Tg.TG_INVALID_ARGUMENT;
        var size = System.Threading.Volatile.Read(ref *(uint*)desc);
        var known = (uint)sizeof(T);
        if (size < known || size > Tg.TG_MAX_SIZE || size % 4 != 0) return Tg.TG_INVALID_ARGUMENT;
        copy = *desc;
        fixed (T* p = &copy) *(uint*)p = size;
        return Tail((byte*)desc, known, size);
    }

    /// <summary>tg_at.</summary>
    public static int At<T>(out T copy, T* array, uint stride, uint index) where T : unmanaged
    {
        copy = default;
        var known = (uint)sizeof(T);
        if (array == null || stride < known || stride > Tg.TG_MAX_SIZE || stride % 8 != 0) return Tg.TG_INVALID_ARGUMENT;
        var element = (byte*)array + (nuint)index * stride;
        copy = *(T*)element;
        return Tail(element, known, stride);
    }

    /// <summary>tg_write.</summary>
    public static int Write<T>(T* target, in T full) where T : unmanaged
    {
        if (target == null) return Tg.TG_INVALID_ARGUMENT;
        var size = System.Threading.Volatile.Read(ref *(uint*)target);
        var known = (uint)sizeof(T);
        if (size < known || size > Tg.TG_MAX_SIZE || size % 4 != 0) return Tg.TG_INVALID_ARGUMENT;
        fixed (T* p = &full)
            System.Buffer.MemoryCopy((byte*)p + 4, (byte*)target + 4, size - 4, known - 4);
        new System.Span<byte>((byte*)target + known, (int)(size - known)).Clear();
        return Tg.TG_OK;
    }

    /// <summary>tg_table.</summary>
    public static int Table<T>(out T copy, T* table) where T : unmanaged => ReadTold(out copy, table);

    private static int ReadTold<T>(out T copy, T* table) where T : unmanaged
    {
        copy = default;
        if (table == null) return Tg.TG_INVALID_ARGUMENT;
        var size = *(uint*)table;
        if (size < sizeof(T) || size > Tg.TG_MAX_SIZE || size % 4 != 0) return Tg.TG_INVALID_ARGUMENT;
        copy = *table;
        return Tg.TG_OK;
    }

    private static int Tail(byte* bytes, uint from, uint to)
    {
        for (; from < to; from++) if (bytes[from] != 0) return Tg.TG_TOO_NEW;
        return Tg.TG_OK;
    }
}
