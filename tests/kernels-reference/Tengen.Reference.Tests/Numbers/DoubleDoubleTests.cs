// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests.Numbers;

public sealed class DoubleDoubleTests
{
    private const int Points = 20_000;

    [Theory]
    [InlineData(Function.Exp, "exp", -700, 700)]
    [InlineData(Function.ExpM1, "expm1", -60, 60)]
    [InlineData(Function.ExpM1, "expm1", -1e-3, 1e-3)]
    [InlineData(Function.Log, "log", 1e-300, 1e300)]
    [InlineData(Function.Log, "log", 0.5, 2)]
    [InlineData(Function.Log1P, "log1p", -0.9, 3)]
    [InlineData(Function.Sqrt, "sqrt", 1e-200, 1e200)]
    [InlineData(Function.ReciprocalSqrt, "rec_sqrt", 1e-200, 1e200)]
    [InlineData(Function.Tanh, "tanh", -20, 20)]
    [InlineData(Function.Erf, "erf", -9, 9)]
    public void Functions_agree_with_mpfr_to_90_bits(Function function, string name, double low, double high)
    {
        Mpfr.Require();
        var exact = Mpfr.Find(name);
        var random = new Random(1);
        var worst = (Error: 0.0, X: 0.0);
        for (var i = 0; i < Points; i++)
        {
            var x = low > 0 ? Math.Exp(Math.Log(low) + (Math.Log(high) - Math.Log(low)) * random.NextDouble()) : low + (high - low) * random.NextDouble();
            var value = DoubleDouble.Apply(function, x);
            var error = Mpfr.RelativeError(exact, x, value.Hi, value.Lo);
            Assert.False(double.IsNaN(error));
            if (error > worst.Error)
                worst = (error, x);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{function} on [{low}, {high}]: worst relative error 2^{Math.Log2(worst.Error):0.0} at {worst.X:R}");
        Assert.True(worst.Error <= Math.ScaleB(1, -90), $"2^{Math.Log2(worst.Error):0.0} at {worst.X:R}");
    }

    [Fact]
    public void Division_and_multiplication_undo_each_other() =>
        Gen.Double[1e-100, 1e100].Select(Gen.Double[1e-100, 1e100]).Sample((a, b) =>
        {
            var quotient = new DoubleDouble(a) / new DoubleDouble(b);
            var back = quotient * new DoubleDouble(b) - new DoubleDouble(a);
            return Math.Abs(back.Hi) <= Math.ScaleB(a, -100);
        });

    [Theory]
    [InlineData(Function.Exp, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(Function.Exp, double.NegativeInfinity, 0)]
    [InlineData(Function.Log, 0, double.NegativeInfinity)]
    [InlineData(Function.Log, -1, double.NaN)]
    [InlineData(Function.Sqrt, -1, double.NaN)]
    [InlineData(Function.Tanh, double.PositiveInfinity, 1)]
    [InlineData(Function.Erf, double.NegativeInfinity, -1)]
    [InlineData(Function.Sigmoid, double.NegativeInfinity, 0)]
    [InlineData(Function.Sigmoid, double.NaN, double.NaN)]
    [InlineData(Function.Erf, double.NaN, double.NaN)]
    [InlineData(Function.Softplus, double.PositiveInfinity, double.PositiveInfinity)]
    public void Special_values_are_those_of_the_function(Function function, double x, double value) =>
        Assert.Equal(value, DoubleDouble.Apply(function, x).Hi);

    [Fact]
    public void A_tail_decides_a_tie()
    {
        var half = new DoubleDouble(1 + Math.ScaleB(1, -24), Math.ScaleB(1, -80));
        Assert.Equal(1 + Math.ScaleB(1, -23), DoubleDouble.Round(half, Tengen.Graph.DType.Float32).Hi);
        Assert.Equal(1, DoubleDouble.Round(new DoubleDouble(half.Hi, -half.Lo), Tengen.Graph.DType.Float32).Hi);
    }
}
