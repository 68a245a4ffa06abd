// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>
/// The functions in double-double. Relative error at most 2^-90 where the result's magnitude is at least 2^-960 (held against MPFR at
/// sampled points); below that the low word underflows and binary64 accuracy is what remains.
/// </summary>
internal static class ExtendedFunctions
{
    public static DoubleDouble Apply(Function function, DoubleDouble x) => function switch
    {
        Function.Exp => ExtendedExponential.Exp(x),
        Function.Log => ExtendedExponential.Log(x),
        Function.Sqrt => ExtendedRoots.Sqrt(x),
        Function.Reciprocal => 1 / x,
        Function.ReciprocalSqrt => ExtendedRoots.ReciprocalSqrt(x),
        Function.Tanh => ExtendedHyperbolic.Tanh(x),
        Function.Erf => ExtendedHyperbolic.Erf(x),
        Function.Sigmoid => ExtendedHyperbolic.Sigmoid(x),
        Function.Sin => ExtendedTrigonometry.Sin(x),
        Function.Cos => ExtendedTrigonometry.Cos(x),
        Function.Tan => ExtendedTrigonometry.Tan(x),
        Function.Asin => ExtendedTrigonometry.Asin(x),
        Function.Acos => ExtendedTrigonometry.Acos(x),
        Function.Atan => ExtendedTrigonometry.Atan(x),
        Function.Sinh => ExtendedHyperbolic.Sinh(x),
        Function.Cosh => ExtendedHyperbolic.Cosh(x),
        Function.Asinh => ExtendedHyperbolic.Asinh(x),
        Function.Acosh => ExtendedHyperbolic.Acosh(x),
        Function.Atanh => ExtendedHyperbolic.Atanh(x),
        Function.Log1P => ExtendedExponential.Log1P(x),
        Function.ExpM1 => ExtendedExponential.ExpM1(x),
        Function.Softplus => ExtendedHyperbolic.Softplus(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "no such function"),
    };
}
