// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests.Numbers;

public sealed class DoubleDoubleTests(ITestOutputHelper output)
{
    private const int Points = 20_000;

    [Theory]
    [InlineData(Function.Exp, -664, 709.7)]
    [InlineData(Function.Log, 1e-320, 1e308)]
    [InlineData(Function.Sqrt, 1e-320, 1e308)]
    [InlineData(Function.Reciprocal, 1e-280, 1e280)]
    [InlineData(Function.ReciprocalSqrt, 1e-320, 1e308)]
    [InlineData(Function.Tanh, -400, 400)]
    [InlineData(Function.Erf, -10, 10)]
    [InlineData(Function.Sigmoid, -660, 700)]
    [InlineData(Function.Sin, -1e300, 1e300)]
    [InlineData(Function.Cos, -1e300, 1e300)]
    [InlineData(Function.Tan, -1e300, 1e300)]
    [InlineData(Function.Asin, -1, 1)]
    [InlineData(Function.Acos, -1, 1)]
    [InlineData(Function.Atan, -1e300, 1e300)]
    [InlineData(Function.Sinh, -710, 710)]
    [InlineData(Function.Cosh, -710, 710)]
    [InlineData(Function.Asinh, -1e300, 1e300)]
    [InlineData(Function.Acosh, 1, 1e300)]
    [InlineData(Function.Atanh, -1, 1)]
    [InlineData(Function.Log1P, -0.999999999, 1e300)]
    [InlineData(Function.ExpM1, -700, 709)]
    [InlineData(Function.Softplus, -660, 700)]
    public void Functions_are_within_two_to_minus_90_of_MPFR(Function function, double from, double to)
    {
        if (Mpfr.TryLoad() is not { } mpfr)
        {
            Assert.Skip("libmpfr.so.6 is not installed: the double-double functions were not checked");
            return;
        }
        var random = new Random(17 + (int)function);
        var (worst, at) = (0.0, 0.0);
        for (var i = 0; i < Points; i++)
        {
            var x = Point(random, from, to, i);
            var error = mpfr.RelativeError(function, x, DoubleDouble.Apply(function, x));
            if (!(error <= worst))
                (worst, at) = (error, x);
        }
        output.WriteLine($"{function}: 2^{Math.Log2(worst):F1} at {at:R}, {Points} points");
        Assert.True(worst <= Math.ScaleB(1, -90), $"2^{Math.Log2(worst):F1} at {at:R}");
    }

    [Fact]
    public void Powers_are_within_two_to_minus_90_of_MPFR()
    {
        if (Mpfr.TryLoad() is not { } mpfr)
        {
            Assert.Skip("libmpfr.so.6 is not installed: the double-double powers were not checked");
            return;
        }
        var random = new Random(5);
        var worst = 0.0;
        for (var i = 0; i < Points; i++)
        {
            var x = Math.Exp(random.NextDouble() * 20 - 10) * (i % 3 == 0 ? -1 : 1);
            var y = i % 3 == 0 ? random.Next(-40, 40) : random.NextDouble() * 100 - 50;
            if (y == 0 || Math.Abs(Math.Log2(Math.Pow(Math.Abs(x), y))) > 960)
                continue;
            worst = Math.Max(worst, mpfr.RelativeErrorOfPow(x, y, DoubleDouble.Pow(x, y)));
        }
        output.WriteLine($"Pow: 2^{Math.Log2(worst):F1}, {Points} points");
        Assert.True(worst <= Math.ScaleB(1, -90), $"2^{Math.Log2(worst):F1}");
    }

    [Theory]
    [InlineData(2.5, Ties.ToEven, 2)]
    [InlineData(3.5, Ties.ToEven, 4)]
    [InlineData(-2.5, Ties.AwayFromZero, -3)]
    [InlineData(-2.5, Ties.TowardZero, -2)]
    [InlineData(-2.5, Ties.Up, -2)]
    [InlineData(2.5, Ties.Down, 2)]
    [InlineData(1e300, Ties.ToEven, 1e300)]
    public void Ties_go_where_they_are_told(double value, Ties ties, double expected)
    {
        Assert.Equal(expected, DoubleDouble.RoundToInteger(value, ties).Hi);
        if (Math.Abs(value) < 1e10)
            Assert.Equal(Math.Ceiling(value), DoubleDouble.RoundToInteger(new(value, 1e-20), ties).Hi);
    }

    [Fact]
    public void A_dot_product_that_cancels_keeps_its_small_part()
    {
        DoubleDouble[] left = [1e8, 1, -1e8];
        DoubleDouble[] right = [1e8, 1e-10, 1e8];
        Assert.Equal(1e-10, DoubleDouble.Dot(new(left), new(right), 0).Hi);
    }

    [Fact]
    public void Infinities_and_NaN_come_out_as_values()
    {
        DoubleDouble infinity = double.PositiveInfinity;
        Assert.Equal(infinity, infinity + 1);
        Assert.Equal(infinity, DoubleDouble.Sum(new(new DoubleDouble[] { 1, infinity, 2 })));
        Assert.True(double.IsNaN((infinity - infinity).Hi));
        Assert.Equal(0, (1 / infinity).Hi);
        Assert.Equal(infinity, DoubleDouble.Apply(Function.Exp, infinity));
        Assert.Equal(0, DoubleDouble.Apply(Function.Exp, -infinity).Hi);
        Assert.True(double.IsNaN(DoubleDouble.Max(double.NaN, 1).Hi));
        Assert.True(double.IsNaN(DoubleDouble.Max(1, double.NaN).Hi));
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

    private static double Point(Random random, double from, double to, int i)
    {
        if (i % 2 == 0 && Math.Abs(to) <= 1000 && Math.Abs(from) <= 1000)
            return from + (to - from) * random.NextDouble();
        var low = from > 0 ? Math.Log(from) : i % 4 == 1 ? -20 : Math.Log(1e-100);
        var magnitude = Math.Exp(low + (Math.Log(to) - low) * random.NextDouble());
        magnitude = Math.Clamp(magnitude, from > 0 ? from : 0, to);
        return from < 0 && i % 8 >= 4 ? -Math.Min(magnitude, -from) : magnitude;
    }
}
