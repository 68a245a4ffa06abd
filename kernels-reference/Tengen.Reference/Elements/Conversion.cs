// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Elements;

/// <summary>Integers to any element type with one rounding.</summary>
internal static class Conversion
{
    public static void FromInteger(Tensor to, long index, Int128 value, bool saturate)
    {
        if (to.Type == DType.Float64)
            Element.SetReal(to, index, (double)value);
        else if (to.Type.IsFloat)
            Element.SetReal(to, index, RoundedToOdd(value), saturate);
        else
            Element.SetInteger(to, index, to.Type == DType.Bool ? (value != 0 ? 1 : 0) : value);
    }

    /// <summary>53 bits with the last one set when bits were lost: a later rounding to fewer than 52 bits is then the only one. Source: Boldo, Melquiond 2008.</summary>
    private static double RoundedToOdd(Int128 value)
    {
        var magnitude = (UInt128)(value < 0 ? -value : value);
        var excess = Math.Max(0, 128 - (int)UInt128.LeadingZeroCount(magnitude) - 53);
        var kept = (ulong)(magnitude >> excess);
        var lost = (UInt128)kept << excess != magnitude;
        var result = Math.ScaleB(kept | (lost ? 1UL : 0), excess);
        return value < 0 ? -result : result;
    }
}
