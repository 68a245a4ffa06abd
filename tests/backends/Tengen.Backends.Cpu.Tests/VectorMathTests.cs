// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Kernels.Elementwise;

namespace Tengen.Backends.Cpu.Tests;

public sealed class VectorMathTests
{
    private const double UlpOfOne = 1.1920929e-7;

    private static readonly float[] Specials = [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, float.MaxValue, float.MinValue];

    [Fact]
    public void Exp_is_within_2_ulp_from_subnormal_results_to_overflow() => Sweep(VectorMath.Exp, x => Math.Exp(x), 2, 0);

    [Fact]
    public void Sigmoid_is_within_4_ulp_everywhere() => Sweep(VectorMath.Sigmoid, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)), 4, 0);

    [Fact]
    public void Erf_is_within_4_ulp_or_an_ulp_of_1() => Sweep(VectorMath.Erf, ErfOf, 4, UlpOfOne);

    [Fact]
    public void The_normal_distribution_is_within_4_ulp_or_an_ulp_of_1() => Sweep(VectorMath.Normal, x => 0.5 * (1 + ErfOf(x / Math.Sqrt(2))), 4, UlpOfOne);

    [Fact]
    public void Log_is_within_2_ulp_of_every_positive_number() => Sweep(VectorLogarithm.Log, x => Math.Log(x), 2, 0);

    [Fact]
    public void Tanh_is_within_4_ulp_everywhere() => Sweep(VectorHyperbolic.Tanh, Math.Tanh, 4, 0);

    [Fact]
    public void Exp_minus_1_is_within_4_ulp_everywhere() => Sweep(VectorHyperbolic.ExpM1, RealMath.ExpM1, 4, 0);

    [Fact]
    public void Sine_and_cosine_are_within_2_ulp_of_every_finite_argument()
    {
        Sweep(VectorTrigonometry.Sin, Math.Sin, 2, 0);
        Sweep(VectorTrigonometry.Cos, Math.Cos, 2, 0);
    }

    [Fact]
    public void Softplus_is_within_4_ulp_everywhere() => Sweep(x => default(SoftplusFunction).Invoke(x), x => default(SoftplusFunction).Invoke(x), 4, 0);

    [Fact]
    public void Relu_keeps_nan() => Assert.True(float.IsNaN(ReluFunction.Invoke(new Vector<float>(float.NaN))[0]));

    [Fact]
    public void Erf_keeps_the_sign_of_zero() => Assert.True(float.IsNegative(VectorMath.Erf(Vector256.Create(-0f))[0]));

    private static void Sweep(Func<Vector256<float>, Vector256<float>> function, Func<double, double> truth, double ulps, double floor)
    {
        var inputs = Enumerable.Range(0, 1 << 16).Select(i => BitConverter.UInt32BitsToSingle(((uint)i << 16) | 0x4c2f)).Concat(Specials)
            .Concat(Enumerable.Range(0, 40000).Select(i => (i - 20000) * 0.00527f));
        foreach (var x in inputs)
        {
            var actual = function(Vector256.Create(x))[0];
            var expected = truth(x);
            if (double.IsNaN(expected) || double.IsInfinity((double)(float)expected) || expected == 0)
            {
                Assert.True(actual.Equals((float)expected) || Math.Abs(actual - expected) <= floor, $"f({x:R}) = {actual:R}, not {expected:R}");
                continue;
            }
            var ulp = Math.Max(Math.ScaleB(1, Math.ILogB(expected) - 23), float.Epsilon);
            Assert.True(Math.Abs(actual - expected) <= Math.Max(ulps * ulp, floor), $"f({x:R}) = {actual:R}, not {expected:R}: {Math.Abs(actual - expected) / ulp:F2} ulp");
        }
    }

    private static double ErfOf(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x) || Math.Abs(x) > 6)
            return double.IsNaN(x) ? x : Math.Sign(x);
        double sum = x, term = x;
        for (var n = 1; n < 200; n++)
            sum += term *= 2 * x * x / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
