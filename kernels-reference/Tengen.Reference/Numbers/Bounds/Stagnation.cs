// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Reference.Numbers;

/// <summary>What sums may lose of terms that vanish beside the partial sums: the sum of min(|t|, clip) over the terms with |t| below the limit.</summary>
internal static class Stagnation
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfTerms<T>(Strided<T> terms, double limit, double clip) where T : unmanaged, IEnclosed<T>
    {
        var lost = 0.0;
        for (var i = 0; i < terms.Count; i++)
            if (Math.Abs(T.Enclosure(terms[i]).Value) is var magnitude && magnitude < limit)
                lost += Math.Min(magnitude, clip);
        return lost;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfProducts<T>(Strided<T> left, Strided<T> right, double limit, double clip) where T : unmanaged, IEnclosed<T>
    {
        var lost = 0.0;
        for (var i = 0; i < left.Count; i++)
            if (Math.Abs(T.Enclosure(left[i]).Value * T.Enclosure(right[i]).Value) is var magnitude && magnitude < limit)
                lost += Math.Min(magnitude, clip);
        return lost;
    }
}
