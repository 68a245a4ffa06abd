// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Abi;

/// <summary>Overflow-safe arithmetic on ranges and shapes, with the answers of tg_in_range, tg_count and tg_bytes.</summary>
public static class Extents
{
    /// <summary>Whether [offset, offset + bytes) lies in [0, capacity).</summary>
    public static bool InRange(ulong offset, ulong bytes, ulong capacity) => offset <= capacity && bytes <= capacity - offset;

    /// <summary>Elements of a shape of known extents; false when an extent is negative, the product exceeds 2^63 - 1, or the rank TG_MAX_RANK.</summary>
    public static bool TryCount(ReadOnlySpan<long> dims, out ulong count)
    {
        count = 0;
        if (dims.Length > Tg.TG_MAX_RANK)
        {
            return false;
        }

        var product = 1UL;
        var empty = false;
        foreach (var extent in dims)
        {
            if (extent < 0)
            {
                return false;
            }

            if (extent == 0)
            {
                empty = true;
            }
            else if (product > long.MaxValue / (ulong)extent)
            {
                return false;
            }
            else
            {
                product *= (ulong)extent;
            }
        }

        count = empty ? 0 : product;
        return true;
    }

    /// <summary>Bytes of dense elements; false when the dtype has no size or the bytes exceed 2^63 - 1.</summary>
    public static bool TryBytes(uint dtype, ulong count, out ulong bytes)
    {
        bytes = 0;
        var bits = (ulong)((dtype >> 8) & 0xff) * (dtype >> 16);
        if (bits == 0 || count > (long.MaxValue - 7UL) / bits)
        {
            return false;
        }

        bytes = ((count * bits) + 7) / 8;
        return true;
    }
}
