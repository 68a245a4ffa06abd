// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>The error that one step adds to exact operands.</summary>
/// <param name="Hard">Never exceeded.</param>
/// <param name="Variance">Of the part that is independent from step to step.</param>
/// <param name="Systematic">Bound on the part that is not.</param>
internal readonly record struct LocalError(double Hard, double Variance, double Systematic)
{
    /// <summary>What <see cref="Hard"/> grows by when the operands lie at the far end of their enclosures.</summary>
    public double Beyond { get; init; }

    /// <summary>The format to which the step rounds to nearest where that is its whole error, otherwise null.</summary>
    public Format? Rounding { get; init; }

    /// <summary>The result is beyond the format's largest number: right as the last step (it must be infinite), without bound for what follows.</summary>
    public bool Overflows { get; init; }

    /// <summary>What a forward bound carries on.</summary>
    public double Forward => Overflows ? double.PositiveInfinity : Hard;

    /// <summary>One rounding of a result of at most this magnitude.</summary>
    public static LocalError OfRounding(Format format, double magnitude)
    {
        if (!double.IsFinite(magnitude))
            return new LocalError(double.PositiveInfinity, 0, 0);
        var hard = Arithmetic.RoundingError(format, magnitude);
        var local = Arithmetic.IsDirected ? new LocalError(hard, 0, hard) : new LocalError(hard, hard * hard / 3, 0) { Rounding = format };
        return local with { Overflows = magnitude > format.Largest };
    }

    /// <summary>The same error at every use: a function's, a constant's.</summary>
    public static LocalError OfCorrelated(double hard) => new(hard, 0, hard);
}
