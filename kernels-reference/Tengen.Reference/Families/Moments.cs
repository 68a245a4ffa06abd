// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Mean and population variance of a row, in the two ways that normalisations compute them.</summary>
internal static class Moments
{
    public delegate (T Mean, T Variance) Statistics<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>;

    public static (T Mean, T Variance) TwoPass<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>
    {
        var terms = row.ToArray();
        var mean = Mean.Divided(terms, terms.Length);
        for (var i = 0; i < terms.Length; i++)
            terms[i] -= mean;
        return (mean, T.Dot(new Strided<T>(terms), new Strided<T>(terms), T.Exact(0)) / T.Exact(terms.Length));
    }

    /// <summary>Mean and sum of squares updated element by element (Welford 1962).</summary>
    public static (T Mean, T Variance) Welford<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>
    {
        var (mean, squares) = (row[0], T.Exact(0));
        for (var i = 1; i < row.Length; i++)
        {
            var delta = row[i] - mean;
            mean += delta / T.Exact(i + 1);
            squares += delta * (row[i] - mean);
        }
        return (mean, squares / T.Exact(row.Length));
    }
}
