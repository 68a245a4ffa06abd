// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>The two ways to turn a sum into a mean.</summary>
internal static class Mean
{
    public static T Divided<T>(T[] terms, int count) where T : unmanaged, INumber<T> => T.Sum(new Strided<T>(terms)) / T.Exact(count);

    /// <summary>The permitted form <c>reciprocal</c>.</summary>
    public static T Multiplied<T>(T[] terms, int count) where T : unmanaged, INumber<T> =>
        T.Sum(new Strided<T>(terms)) * (T.Exact(1) / T.Exact(count));
}
