// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Probes;

/// <summary>
/// Recovers the order in which a device adds, from sums of ones with M at one term and -M at another: the ones that reach M before -M does
/// are lost in it, so the result counts the terms outside of the smallest subtree that holds both. Source: Xie et al., FPRev: Revealing the
/// Order of Floating-Point Summation (USENIX ATC 2025), the refined method; here the pivot is the end that separates more.
/// </summary>
/// <param name="vehicle">The sum.</param>
/// <param name="run">Runs the sum on several lists of terms; null when the device stopped answering.</param>
internal sealed class OrderProbe(SumVehicle vehicle, Func<IReadOnlyList<double[]>, double[]?> run)
{
    private const int MostRounds = 64;
    private readonly List<(int One, int Other, int Size)> _seen = [];
    private (double One, double Mask)? _scale;
    private int _rounds;

    /// <summary>Why <see cref="Find"/> gave null.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The tree; null where the order does not show.</summary>
    public SummationTree? Find()
    {
        if (Build([.. Enumerable.Range(0, vehicle.Count)])?.Tree is not { } tree)
            return null;
        if (_seen.All(pair => tree.Smallest(pair.One, pair.Other).Count == pair.Size))
            return tree;
        Reason = "what M and -M hide does not form a tree: the order depends on the data";
        return null;
    }

    private (SummationTree Tree, int Size)? Build(int[] terms)
    {
        if (terms.Length == 1)
            return (new SummationTree(terms[0], []), 1);
        if (++_rounds > MostRounds)
            return Fail($"no tree within {MostRounds} programs");
        if (Sizes(terms[0], terms[1..], terms[^1], terms[..^1]) is not { } sizes)
            return null;
        var fromFirst = sizes.First.Distinct().Count() >= sizes.Last.Distinct().Count();
        var (pivot, others, found) = fromFirst ? (terms[0], terms[1..], sizes.First) : (terms[^1], terms[..^1], sizes.Last);
        var (node, size) = (new SummationTree(pivot, []), 1);
        foreach (var group in others.Zip(found).GroupBy(pair => pair.Second).OrderBy(group => group.Key))
        {
            if (Build([.. group.Select(pair => pair.First)]) is not { } part)
                return null;
            node = new SummationTree(-1, part.Size == group.Key && part.Tree.Term < 0 ? [node, .. part.Tree.Children] : [node, part.Tree]);
            size = group.Key;
        }
        return (node, size);
    }

    private (int[] First, int[] Last)? Sizes(int first, int[] afterFirst, int last, int[] beforeLast)
    {
        var (one, mask) = _scale ??= Widest(vehicle.Storage);
        double[] Terms(int plus, int minus)
        {
            var terms = new double[vehicle.Count];
            Array.Fill(terms, one);
            (terms[plus], terms[minus]) = (mask, -mask);
            return terms;
        }
        if (run([.. afterFirst.Select(term => Terms(first, term)), .. beforeLast.Select(term => Terms(last, term))]) is not { } sums)
            return null;
        if (_rounds == 1 && !sums.All(double.IsFinite) && mask > Narrow.Mask)
        {
            _scale = Narrow;
            return Sizes(first, afterFirst, last, beforeLast);
        }
        var sizes = new int[sums.Length];
        for (var i = 0; i < sums.Length; i++)
        {
            var outside = sums[i] / one;
            if (!(outside >= -0.25 && outside <= vehicle.Count - 2 + 0.25))
                return FailSizes($"{vehicle.Count - 2} ones beside M and -M came to {outside:G6}: that is no count");
            sizes[i] = vehicle.Count - (int)Math.Round(outside);
        }
        if (_rounds == 1 && vehicle.Count > 2 && sizes.All(size => size == 2))
            return FailSizes("nothing is lost beside M: the accumulator is wider than the format reaches");
        if (_rounds == 1 && vehicle.Count > 2 && sizes.All(size => size == vehicle.Count))
            return FailSizes("all ones are lost: they are flushed, or all terms are added in one step");
        _seen.AddRange([.. afterFirst.Select((term, i) => (first, term, sizes[i])), .. beforeLast.Select((term, i) => (last, term, sizes[afterFirst.Length + i]))]);
        return (sizes[..afterFirst.Length], sizes[afterFirst.Length..]);
    }

    /// <summary>A one and a mask that hides all of them in as wide an accumulator as the storage can show.</summary>
    private static (double One, double Mask) Widest(Format storage) => storage switch
    {
        { Bits: 64 } => (1, Math.ScaleB(1, 400)),
        { MinExponent: <= -126 } => (1, Math.ScaleB(1, 100)),
        _ => (storage.SmallestSubnormal, Math.ScaleB(1, Math.ILogB(storage.Largest))),
    };

    /// <summary>For accumulators in which the widest mask is infinite: f16.</summary>
    private static readonly (double One, double Mask) Narrow = (Math.ScaleB(1, -8), Math.ScaleB(1, 15));

    private (SummationTree, int)? Fail(string reason)
    {
        Reason = reason;
        return null;
    }

    private (int[], int[])? FailSizes(string reason)
    {
        Reason = reason;
        return null;
    }
}
