// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

public static partial class Oracle
{
    private const int MostSubsets = 32;

    /// <summary>
    /// The symmetries of one call that follow from its plain kernel and all permitted forms, smallest sets of inputs first. None where an output is merely moved or
    /// an integer: what the kernel looks at then does not show. One caller at a time is served.
    /// </summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="inputs">Positions of the inputs that may be multiplied: floating-point ones.</param>
    public static ImmutableArray<Symmetry> SymmetriesOf(Call call, IReadOnlyList<int> inputs)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(inputs);
        var found = ImmutableArray.CreateBuilder<Symmetry>();
        foreach (var subset in Subsets(inputs))
            if (SymmetryOf(call, subset) is { } symmetry)
            {
                var parts = found.Where(part => part.Inputs.All(subset.Contains)).ToArray();
                symmetry = symmetry with
                {
                    Halves = parts.Any(part => part.Halves is not null) ? null : symmetry.Halves,
                    Odd = parts.Any(part => part.Odd is not null) ? null : symmetry.Odd,
                };
                if (symmetry is not { Halves: null, Odd: null })
                    found.Add(symmetry);
            }
        return found.ToImmutable();
    }

    /// <summary>Null unless the plain kernel and every permitted form agree.</summary>
    private static Symmetry? SymmetryOf(Call call, ImmutableArray<int> inputs)
    {
        var plain = SymmetryOf(call, inputs, null);
        foreach (var form in call.Kernel.Forms)
            if (plain is not null)
                plain = SymmetryOf(call, inputs, form) is { } other ? plain with
                {
                    Halves = Agreed(plain.Halves, other.Halves),
                    Odd = Agreed(plain.Odd, other.Odd),
                    Largest = Math.Max(plain.Largest, other.Largest),
                } : null;
        return plain;
    }

    private static ImmutableArray<T>? Agreed<T>(ImmutableArray<T>? left, ImmutableArray<T>? right) =>
        left is { } some && right is { } others && some.SequenceEqual(others) ? left : null;

    private static Symmetry? SymmetryOf(Call call, ImmutableArray<int> inputs, string? form)
    {
        lock (Statics)
        {
            Homogeneity.Reset();
            var pass = new HomogeneityPass(call, inputs);
            call.Kernel.Run(new KernelContext<Homogeneity>(call, pass), form);
            var outputs = pass.Outputs.Where((_, i) => call.Node.HasOutput(i)).ToArray();
            if (pass.IsRevealed || outputs.Length == 0 || outputs.Any(output => output is null) || call.OutputTypes.Where((_, i) => call.Node.HasOutput(i)).Any(type => Formats.Find(type) is null))
                return null;
            var scales = outputs.All(output => output!.Value.Halves is not null);
            var negates = outputs.All(output => output!.Value.IsOdd || output.Value.IsEven);
            return !scales && !negates ? null : new Symmetry(
                inputs,
                scales ? [.. outputs.Select(output => output!.Value.Halves!.Value)] : null,
                negates ? [.. outputs.Select(output => output!.Value.IsOdd)] : null,
                Homogeneity.Largest);
        }
    }

    /// <summary>The non-empty subsets, the smallest first; of many inputs the single ones and all.</summary>
    private static IEnumerable<ImmutableArray<int>> Subsets(IReadOnlyList<int> inputs) => 1L << Math.Min(inputs.Count, 32) <= MostSubsets
        ? Enumerable.Range(1, (1 << inputs.Count) - 1).OrderBy(bits => int.PopCount(bits)).Select(bits => inputs.Where((_, i) => (bits >> i & 1) != 0).ToImmutableArray())
        : [.. inputs.Select(input => ImmutableArray.Create(input)), [.. inputs]];
}
