// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Reference.Cases;

/// <summary>The data sets of the suite.</summary>
public static class DataSets
{
    /// <summary>Integers of -4 to 4: sums and products are exact, so results must be bit-exact.</summary>
    public static readonly DataSet ExactInt = new("exact-int", static (c, i, _, _) => c.Integer((ulong)i, -4, 4), false);

    /// <summary>Uniform in [-1, 1).</summary>
    public static readonly DataSet Uniform = new("uniform", static (c, i, _, _) => 2 * c.Unit((ulong)i) - 1, true);

    public static readonly DataSet Normal = new("normal", static (c, i, _, _) => c.Normal((ulong)i), true);

    /// <summary>Either sign, magnitudes of 2^-8 to 2^4.</summary>
    public static readonly DataSet LogUniform = new("log-uniform", static (c, i, _, _) =>
        (c.Bits(2 * (ulong)i) % 2 == 0 ? 1 : -1) * Math.Pow(2, 12 * c.Unit(2 * (ulong)i + 1) - 8), true);

    /// <summary>Neighbours nearly cancel: sums lose most of their bits. Signs alternate, so a sum in lanes is ordered: no statistical gate.</summary>
    public static readonly DataSet Cancellation = new("cancellation", static (c, i, _, _) =>
    {
        var pair = 1 + c.Unit((ulong)(i / 2));
        return i % 2 == 0 ? pair : -pair * (1 + c.Unit(~(ulong)i) / 1024);
    }, false);

    /// <summary>Uniform in [0.5, 1.5): an undeclared truncating accumulator shows only here.</summary>
    public static readonly DataSet Positive = new("positive", static (c, i, _, _) => 0.5 + c.Unit((ulong)i), true);

    /// <summary>Uniform in [128, 129): a variance by E[x^2] - E[x]^2 loses its bits. 16-bit formats hold few of the values: no statistical gate.</summary>
    public static readonly DataSet Offset = new("offset", static (c, i, _, _) => 128 + c.Unit((ulong)i), false);

    /// <summary>Half-integers of -8.5 to 8.5.</summary>
    public static readonly DataSet Ties = new("ties", static (c, i, _, _) => c.Integer((ulong)i, -9, 8) + 0.5, false);

    /// <summary>Half of the elements below the smallest normal number.</summary>
    public static readonly DataSet Subnormal = new("subnormal", static (c, i, _, range) =>
        (2 * c.Unit((ulong)i) - 1) * range.SmallestNormal * (i % 2 == 0 ? 1 : 4), false);

    /// <summary>Either sign, magnitudes of half the largest number and more.</summary>
    public static readonly DataSet Overflow = new("overflow", static (c, i, _, range) =>
        (c.Unit((ulong)i) < 0.5 ? -1 : 1) * range.Largest * (0.5 + c.Unit(~(ulong)i) / 2), false);

    /// <summary>Zeros, ones, infinities, NaN and the limits of the format, in turn.</summary>
    public static readonly DataSet Specials = new("specials", static (c, i, _, range) => Special(c.Integer((ulong)i, 0, 13), range), false, Finite: false);

    /// <summary>As <see cref="Specials"/> without NaN: for operators whose specification is silent about it.</summary>
    public static readonly DataSet Limits = new("limits", static (c, i, _, range) => Special(c.Integer((ulong)i, 5, 17) % 14, range), false, Finite: false);

    /// <summary>Uniform, with one NaN at a drawn position of every input.</summary>
    public static readonly DataSet NanTracer = new("nan-tracer", static (c, i, count, _) =>
        i == c.Integer(ulong.MaxValue, 0, count - 1) ? double.NaN : 2 * c.Unit((ulong)i) - 1, false, Finite: false);

    /// <summary>Either sign, magnitudes of 1/2 to 2: far from both ends of every format. The data of the tolerance-free properties.</summary>
    public static readonly DataSet Properties = new("properties", static (c, i, _, _) =>
        (c.Bits(2 * (ulong)i) % 2 == 0 ? 1 : -1) * Math.Pow(2, 2 * c.Unit(2 * (ulong)i + 1) - 1), true);

    /// <summary>Either sign, magnitudes of 2^-24 to 2^7: where functions do other things than return their argument, zero, one or infinity.</summary>
    public static readonly DataSet Dense = new("dense", static (c, i, _, _) =>
        (c.Bits(2 * (ulong)i) % 2 == 0 ? 1 : -1) * Math.Pow(2, 31 * c.Unit(2 * (ulong)i + 1) - 24), false);

    /// <summary>Either sign, magnitudes of 0.97 to 1.01 times the logarithm of the largest number: e^x is finite up to 1.</summary>
    public static readonly DataSet Brink = new("brink", static (c, i, _, range) =>
        (c.Bits(2 * (ulong)i) % 4 == 0 ? -1 : 1) * Math.Log(range.Largest) * (0.97 + 0.04 * c.Unit(2 * (ulong)i + 1)), false);

    /// <summary>Uniform in [-1000, 1000), in steps of 1: e^x leaves every narrow format, differences are exact.</summary>
    public static readonly DataSet Steep = new("steep", static (c, i, _, _) => c.Integer((ulong)i, -1000, 999), false);

    /// <summary>Ones: in their place a probe puts what it needs to find out how the device adds.</summary>
    public static readonly DataSet Numerics = new("numerics", static (_, _, _, _) => 1, false);

    /// <summary>For operators that sum.</summary>
    public static readonly ImmutableArray<DataSet> Sums = [Uniform, ExactInt, Normal, LogUniform, Cancellation, Positive, Subnormal, NanTracer];

    /// <summary>For operators that map elements.</summary>
    public static readonly ImmutableArray<DataSet> Elementwise = [Uniform, ExactInt, Normal, LogUniform, Positive, Ties, Subnormal, Overflow, Specials, NanTracer];

    /// <summary>For functions with an absolute floor, below which subnormal numbers would show nothing.</summary>
    public static readonly ImmutableArray<DataSet> Functions = [.. Elementwise.Where(set => set != Subnormal)];

    /// <summary>For operators that map elements and whose specification is silent about NaN.</summary>
    public static readonly ImmutableArray<DataSet> Numbers = [Uniform, ExactInt, Normal, LogUniform, Positive, Ties, Subnormal, Overflow, Limits];

    /// <summary>For operators that only move elements: every bit pattern must survive.</summary>
    public static readonly ImmutableArray<DataSet> Moves = [Uniform, Specials, Subnormal];

    public static readonly ImmutableArray<DataSet> All =
        [Uniform, ExactInt, Normal, LogUniform, Cancellation, Positive, Offset, Ties, Subnormal, Overflow, Specials, Limits, NanTracer, Properties, Numerics, Dense, Brink, Steep, EveryValue.All, EveryValue.Numbers, EveryValue.Finite];

    /// <exception cref="FormatException">No data set has that name.</exception>
    public static DataSet Parse(string name) =>
        All.FirstOrDefault(set => set.Name == name) ?? throw new FormatException($"no data set is called '{name}'");

    private static double Special(long kind, FloatRange range) => kind switch
    {
        0 => 0,
        1 => -0.0,
        2 => double.PositiveInfinity,
        3 => double.NegativeInfinity,
        4 => double.NaN,
        5 => 1,
        6 => -1,
        7 => range.Largest,
        8 => -range.Largest,
        9 => range.SmallestNormal,
        10 => range.Smallest,
        11 => -range.Smallest,
        12 => 0.5,
        _ => -0.5,
    };
}
