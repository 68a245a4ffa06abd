// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// The arithmetic that bounds are computed for: declared numerics, with defaults resolved for a storage dtype. Plain statics, set before a
/// pass; one pass at a time in a process (a thread-static costs three times the whole bound).
/// </summary>
public static class Arithmetic
{
    private static double _roundings = 1;
    private static NumericFlags _flags;

    /// <summary>Format that values between steps have.</summary>
    public static Format Intermediate { get; private set; } = Formats.Float32;

    /// <summary>Format that sums have while they run.</summary>
    public static Format Accumulator { get; private set; } = Formats.Float32;

    /// <summary>Format that inputs of products are rounded to first, or null.</summary>
    public static Format? Demotion { get; private set; }

    public static Summation Summation { get; private set; }

    public static int TruncationBlock { get; private set; }

    /// <summary>Declared deviations from IEEE 754.</summary>
    public static NumericFlags Flags => _flags;

    /// <summary>True when steps round in one direction: their errors do not average out.</summary>
    public static bool IsDirected => _roundings > 1;

    private static double FunctionUlp { get; set; } = 4;

    private static double FunctionFloor { get; set; } = Formats.Float32.Ulp(1);

    /// <param name="numerics">What the backend declares.</param>
    /// <param name="inside">The format of values between steps and of sums where nothing is declared.</param>
    /// <param name="demotes">Inputs may be rounded to <paramref name="inside"/> first, where no other demotion is declared.</param>
    public static void Declare(Numerics numerics, Format inside, bool demotes = false)
    {
        ArgumentNullException.ThrowIfNull(numerics);
        ArgumentNullException.ThrowIfNull(inside);
        Intermediate = numerics.Intermediate.IsOpaque ? inside : Formats.Of(numerics.Intermediate);
        Accumulator = numerics.Accumulator.IsOpaque ? inside : Formats.Of(numerics.Accumulator);
        Demotion = numerics.Demotion.IsOpaque ? demotes ? inside : null : Formats.Of(numerics.Demotion);
        Summation = numerics.Summation;
        TruncationBlock = numerics.TruncationBlock;
        FunctionUlp = numerics.FunctionUlp > 0 ? numerics.FunctionUlp : 4;
        FunctionFloor = numerics.FunctionFloor > 0 ? numerics.FunctionFloor : Intermediate.Ulp(1);
        _roundings = numerics.Rounding is Rounding.TowardZero or Rounding.Stochastic ? 2 : 1;
        _flags = numerics.Flags;
    }

    /// <summary>
    /// Largest error of one rounding of a real of magnitude <paramref name="magnitude"/> or below; among the subnormal numbers of binary64
    /// twice that, since a double holds nothing smaller.
    /// </summary>
    public static double RoundingError(Format format, double magnitude)
    {
        var error = _roundings * Math.Max(format.UnitRoundoff * magnitude, Math.Max(format.SmallestSubnormal / 2, double.Epsilon));
        return (_flags & NumericFlags.FlushOutputs) != 0 ? Math.Max(error, format.SmallestNormal) : error;
    }

    /// <summary>
    /// Largest error of a function whose result has magnitude <paramref name="magnitude"/> or below: one rounding for a square root or a
    /// reciprocal, which IEEE 754-2019 rounds correctly (section 5.4.1); two for the reciprocal of a square root, one per operation; the
    /// declared ulp and floor for transcendental functions only.
    /// </summary>
    public static double FunctionError(Function function, double magnitude) => function switch
    {
        Function.Sqrt or Function.Reciprocal => RoundingError(Intermediate, magnitude),
        Function.ReciprocalSqrt => 2 * (1 + 2 * _roundings * Intermediate.UnitRoundoff) * RoundingError(Intermediate, magnitude),
        _ => Math.Max(FunctionUlp * Intermediate.Ulp(magnitude), FunctionFloor),
    };

    /// <summary>Error of an input element before the first step: its demotion, or its flush to zero.</summary>
    public static double InputError(double element)
    {
        if (Demotion is { } format)
            return format.Represents(element) ? 0 : RoundingError(format, Math.Abs(element));
        return (_flags & NumericFlags.FlushInputs) != 0 && Math.Abs(element) < Intermediate.SmallestNormal ? Math.Abs(element) : 0;
    }

    /// <summary>Unit roundoff of the accumulator under the declared rounding.</summary>
    public static double AccumulatorUnit => _roundings * Accumulator.UnitRoundoff;
}
