// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>The largest element of a line and the sum of e^(x - largest) over it, in the two ways that softmax is computed.</summary>
internal static class Exponentials
{
    public delegate (T Largest, T Sum) Statistics<T>(Strided<T> line) where T : unmanaged, INumber<T>;

    public static (T Largest, T Sum) TwoPass<T>(Strided<T> line) where T : unmanaged, INumber<T>
    {
        var largest = line[0];
        for (var i = 1; i < line.Count; i++)
            largest = T.Max(largest, line[i]);
        var terms = new T[line.Count];
        for (var i = 0; i < terms.Length; i++)
            terms[i] = T.Apply(Function.Exp, line[i] - largest);
        return (largest, T.Sum(new Strided<T>(terms)));
    }

    /// <summary>One pass, the sum rescaled whenever the maximum grows (Milakov and Gimelshein, arXiv 1805.02867).</summary>
    public static (T Largest, T Sum) Online<T>(Strided<T> line) where T : unmanaged, INumber<T>
    {
        var (largest, sum) = (line[0], T.Exact(1));
        for (var i = 1; i < line.Count; i++)
        {
            var next = T.Max(largest, line[i]);
            sum = sum * T.Apply(Function.Exp, largest - next) + T.Apply(Function.Exp, line[i] - next);
            largest = next;
        }
        return (largest, sum);
    }
}
