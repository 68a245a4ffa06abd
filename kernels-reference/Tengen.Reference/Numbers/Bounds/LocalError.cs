// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>The error that one step adds to exact operands.</summary>
/// <param name="Hard">Never exceeded.</param>
/// <param name="Variance">Of the part that is independent from step to step.</param>
/// <param name="Systematic">Bound on the part that is not.</param>
internal readonly record struct LocalError(double Hard, double Variance, double Systematic)
{
    /// <summary>One rounding of a result of at most this magnitude.</summary>
    public static LocalError OfRounding(Format format, double magnitude)
    {
        if (magnitude > format.Largest)
            return new LocalError(double.IsFinite(magnitude) ? double.PositiveInfinity : double.NaN, 0, 0);
        var hard = Arithmetic.RoundingError(format, magnitude);
        return Arithmetic.IsDirected ? new LocalError(hard, 0, hard) : new LocalError(hard, hard * hard / 3, 0);
    }

    /// <summary>The same error at every use: a function's, a constant's.</summary>
    public static LocalError OfCorrelated(double hard) => new(hard, 0, hard);
}
