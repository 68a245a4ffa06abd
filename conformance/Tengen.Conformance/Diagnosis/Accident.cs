// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Diagnosis;

/// <summary>Plain accidents that explain an output whole: nothing was computed, or the right numbers stand in wrong places.</summary>
internal static class Accident
{
    /// <summary>Below this many elements too much is alike by chance.</summary>
    private const int LeastElements = 4;

    /// <summary>Results that differ by rounding alone count as the same.</summary>
    private const double Same = 1e-3;

    /// <param name="inputs">Of the case.</param>
    /// <param name="wanted">The reference.</param>
    /// <param name="got">What was computed, of the reference's type and dims.</param>
    /// <returns>Null when it is none of them.</returns>
    public static string? Of(ImmutableArray<Tensor> inputs, Tensor wanted, Tensor got)
    {
        if (got.Count < LeastElements || got.Type != wanted.Type || !got.Dims.AsSpan().SequenceEqual(wanted.Dims.AsSpan()))
            return null;
        double[] g = Numbers(got), w = Numbers(wanted);
        if (!w.All(double.IsFinite) || w.All(number => number == w[0]))
            return null;
        if (g.All(number => number == 0))
            return "every element is 0: the kernel did not run, or its result was not stored";
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i].Type == got.Type && inputs[i].Dims.AsSpan().SequenceEqual(got.Dims.AsSpan()) && Alike(g, Numbers(inputs[i])))
                return $"the output is input {i}, unchanged";
        if (Alike(g, [.. w.Select(number => -number)]))
            return "every sign is turned round";
        if (Alike(g[1..], w[..^1]))
            return "every element stands one place too late";
        if (Alike(g[..^1], w[1..]))
            return "every element stands one place too early";
        if (got.Rank >= 2 && Alike(g, Swapped(w, got.Dims)))
            return "the last two axes are taken for each other";
        return Factor(g, w);
    }

    private static string? Factor(double[] got, double[] wanted)
    {
        var largest = Array.IndexOf(wanted, wanted.MaxBy(Math.Abs));
        var factor = got[largest] / wanted[largest];
        return double.IsFinite(factor) && Math.Abs(factor) > 0.1 && Math.Abs(factor - 1) > 0.01 && Alike(got, [.. wanted.Select(number => number * factor)])
            ? FormattableString.Invariant($"every element is {factor:G4} times what it should be")
            : null;
    }

    /// <summary>The elements in the order in which they lie when the last two axes are stored the other way round.</summary>
    private static double[] Swapped(double[] elements, ImmutableArray<long> dims)
    {
        var (rows, columns) = ((int)dims[^2], (int)dims[^1]);
        var block = rows * columns;
        var swapped = new double[elements.Length];
        for (var i = 0; i < elements.Length; i++)
            swapped[i / block * block + i % block % columns * rows + i % block / columns] = elements[i];
        return swapped;
    }

    private static bool Alike(double[] a, double[] b)
    {
        var size = b.Max(Math.Abs);
        for (var i = 0; i < a.Length; i++)
            if (!(Math.Abs(a[i] - b[i]) <= Same * Math.Max(Math.Abs(b[i]), Same * size)))
                return false;
        return size > 0;
    }

    private static double[] Numbers(Tensor tensor)
    {
        var numbers = new double[tensor.Count];
        for (long i = 0; i < tensor.Count; i++)
            numbers[i] = tensor.Type.IsFloat ? Element.Real(tensor, i) : (double)Element.Integer(tensor, i);
        return numbers;
    }
}
