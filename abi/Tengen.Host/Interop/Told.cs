// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Abi;

namespace Tengen.Host.Interop;

/// <summary>Reading arrays that a plugin filled: the stride stands for the size, what is longer than known is ignored (OUT rule).</summary>
internal static unsafe class Told
{
    /// <summary>Checks pointer, count and stride of an array; throws citing TG-P-13.</summary>
    public static void CheckArray<T>(T* array, uint count, uint stride, string subject, string member) where T : unmanaged
    {
        if (count == 0)
            return;
        if (array == null)
            throw TengenException.Broken(subject, "TG-P-13", $"{member} is NULL but has {count} elements");
        if (stride < Sizes.Least<T>() || stride > Tg.TG_MAX_SIZE || stride % 8 != 0)
            throw TengenException.Broken(subject, "TG-P-13", $"{member} has a stride of {stride}, legal is a multiple of 8 from {Sizes.Least<T>()} to {Tg.TG_MAX_SIZE}");
        if (count > Largest)
            throw TengenException.Broken(subject, "TG-P-13", $"{member} has {count} elements, more than {Largest}");
    }

    /// <summary>An element of an array that <see cref="CheckArray"/> accepted; what it lacks is zero.</summary>
    public static T At<T>(T* array, uint stride, uint index) where T : unmanaged
    {
        var status = Reader.At(out T element, array, stride, index);
        Debug.Assert(status is Tg.TG_OK or Tg.TG_TOO_NEW);
        return element;
    }

    private const uint Largest = 1 << 24;
}
