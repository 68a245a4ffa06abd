// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Cases;

/// <summary>
/// The data sets that hold every value of the dtype when the tensor has as many elements as the dtype has codes: a drawn permutation of the
/// codes, so that neighbours differ in kind.
/// </summary>
public static class EveryValue
{
    /// <summary>Every code; each NaN code gives a NaN.</summary>
    public static readonly DataSet All = new("every", static (c, i, _, range) => Value(c, i, range), false, Finite: false) { IsExhaustive = true };

    /// <summary>As <see cref="All"/> with zeros for NaN: for operators whose specification is silent about it.</summary>
    public static readonly DataSet Numbers = new("every-number", static (c, i, _, range) => Value(c, i, range) is var x && double.IsNaN(x) ? 0 : x, false, Finite: false) { IsExhaustive = true };

    /// <summary>As <see cref="All"/> with zeros for NaN and infinities: for formulas that give NaN where the function has a limit.</summary>
    public static readonly DataSet Finite = new("every-finite", static (c, i, _, range) => Value(c, i, range) is var x && double.IsFinite(x) ? x : 0, false) { IsExhaustive = true };

    private static double Value(Counter counter, long index, FloatRange range)
    {
        var code = (ulong)index * (counter.Bits(0) | 1) + counter.Bits(1);
        return range.Format.Decode(code & ((1ul << range.Format.Bits) - 1));
    }
}
