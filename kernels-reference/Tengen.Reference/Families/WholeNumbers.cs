// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Rounding to an integer in one direction, exact in every number system: the nearest one, moved where it lies on the wrong side.</summary>
internal static class WholeNumbers
{
    public static T Floor<T>(T x) where T : unmanaged, INumber<T>
    {
        var nearest = T.RoundToInteger(x, Ties.ToEven);
        return T.IfLess(x, nearest, nearest - T.Exact(1), nearest);
    }

    public static T Ceil<T>(T x) where T : unmanaged, INumber<T>
    {
        var nearest = T.RoundToInteger(x, Ties.ToEven);
        return T.IfLess(nearest, x, nearest + T.Exact(1), nearest);
    }
}
