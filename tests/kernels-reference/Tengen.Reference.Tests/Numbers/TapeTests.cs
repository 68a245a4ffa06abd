// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests.Numbers;

/// <summary>The tolerance bites and does not bark: legal twins stay inside, planted bugs do not.</summary>
[Collection("statics")]
public sealed class TapeTests
{
    private static readonly (SumOrder Order, bool Fused, double Ulp)[] Twins =
        [.. from order in Enum.GetValues<SumOrder>() from fused in (bool[])[false, true] from ulp in (double[])[0.5, 4] select (order, fused, ulp)];

    private static double[] Data(Random random, int count, bool positive) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)(positive ? random.NextDouble() : 2 * random.NextDouble() - 1))];

    private static Tolerance[] Tolerances(string kernel, double[] data)
    {
        Arithmetic.Declare(Tengen.Graph.Numerics.Default, Formats.Float32);
        TapeRecorder.Reset();
        var recorded = MiniKernels.Run<Tape>(kernel, [.. data.Select(v => Tape.Input(v, DType.Float32))]);
        var reference = MiniKernels.Run<DoubleDouble>(kernel, [.. data.Select(v => new DoubleDouble(v))]);
        return [.. recorded.Select((value, i) => TapeRecorder.Judge(value, reference[i].ToReal(), Formats.Float32))];
    }

    private static double[] Simulated(string kernel, double[] data, Simulation simulation)
    {
        Simulation.Current = simulation;
        return [.. MiniKernels.Run<Sim>(kernel, [.. data.Select(v => Sim.Input(v, DType.Float32))]).Select(v => v.Value)];
    }

    [Fact]
    public void Legal_twins_raise_no_alarm_in_a_million_checks()
    {
        var random = new Random(7);
        long checks = 0, hard = 0, statistical = 0;
        var worst = 0.0;
        foreach (var kernel in MiniKernels.Names)
            for (var seed = 0; checks < (Array.IndexOf(MiniKernels.Names, kernel) + 1) * 210_000L; seed++)
            {
                var data = Data(random, kernel is "dot" or "mean" ? 2 * (1 + seed % 400) : 16 + seed % 300, seed % 2 == 1);
                var tolerances = Tolerances(kernel, data);
                foreach (var (order, fused, ulp) in Twins)
                {
                    var values = Simulated(kernel, data, new Simulation { Order = order, FusesProducts = fused, FunctionUlp = ulp });
                    for (var i = 0; i < values.Length; i++, checks++)
                    {
                        var ratio = ElementJudge.HardRatio(tolerances[i], Formats.Float32, values[i]);
                        hard += ratio > 1 ? 1 : 0;
                        worst = Math.Max(worst, ratio);
                        statistical += ElementJudge.StatisticalRatio(tolerances[i], Formats.Float32, values[i]) > 1 ? 1 : 0;
                    }
                }
                if (kernel is "dot" or "mean" && seed > 4000)
                    break;
            }
        TestContext.Current.TestOutputHelper?.WriteLine($"{checks:N0} checks, {hard} hard alarms, {statistical} statistical alarms, worst err/bound {worst:0.000}");
        Assert.True(checks >= 600_000, $"{checks} checks");
        Assert.Equal(0, hard);
        Assert.Equal(0, statistical);
    }

    public static TheoryData<string, Simulation> Bugs => new()
    {
        { "dot", new Simulation { Accumulator = Formats.Float16 } },
        { "dot", new Simulation { Demotion = Formats.BFloat16 } },
        { "dot", new Simulation { Demotion = Formats.Tf32 } },
        { "dot", new Simulation { Bug = PlantedBug.DropsLastTerm } },
        { "dot", new Simulation { Bug = PlantedBug.Gain } },
        { "mean", new Simulation { Accumulator = Formats.Float16 } },
        { "softmax", new Simulation { Intermediate = Formats.BFloat16 } },
        { "layernorm", new Simulation { Demotion = Formats.BFloat16 } },
        { "layernorm", new Simulation { Bug = PlantedBug.DropsLastTerm } },
        { "gelu", new Simulation { Intermediate = Formats.Float16 } },
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_caught_on_some_data(string kernel, Simulation bug)
    {
        var random = new Random(11);
        var caught = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var data = Data(random, 512, seed % 2 == 1);
            var tolerances = Tolerances(kernel, data);
            var values = Simulated(kernel, data, bug);
            caught += values.Where((value, i) => ElementJudge.HardRatio(tolerances[i], Formats.Float32, value) > 1 || ElementJudge.StatisticalRatio(tolerances[i], Formats.Float32, value) > 1).Any() ? 1 : 0;
        }
        Assert.True(caught >= 10, $"{caught} of 20");
    }

    [Fact]
    public void Integer_data_has_no_tolerance_in_any_order()
    {
        var random = new Random(3);
        double[] data = [.. Enumerable.Range(0, 8192).Select(_ => (double)random.Next(-16, 17))];
        var tolerance = Tolerances("dot", data)[0];
        Assert.Equal(0, tolerance.Hard);
        Assert.Equal(tolerance.Reference, Simulated("dot", data, new Simulation { Order = SumOrder.Pairwise })[0]);
    }

    [Fact]
    public void One_step_must_be_correctly_rounded()
    {
        foreach (var (type, format) in (ReadOnlySpan<(DType, Format)>)[(DType.Float32, Formats.Float32), (DType.Float64, Formats.Float64)])
        {
            Arithmetic.Declare(Tengen.Graph.Numerics.Default, type == DType.Float64 ? Formats.Float64 : Formats.Float32);
            Gen.Double[-100, 100].Select(Gen.Double[-1e-6, 100]).Sample((x, y) =>
            {
                var (a, b) = (format.Round(x), format.Round(y));
                TapeRecorder.Reset();
                var (left, right) = (Tape.Input(a, type), Tape.Input(b, type));
                OnlyRight(left + right, (DoubleDouble)a + b, format);
                OnlyRight(left - right, (DoubleDouble)a - b, format);
                OnlyRight(left * right, (DoubleDouble)a * b, format);
                if (b == 0)
                    return;
                OnlyRight(left / right, (DoubleDouble)a / b, format);
                OnlyRight(Tape.Apply(Function.Reciprocal, right), DoubleDouble.Apply(Function.Reciprocal, b), format);
                if (b > 0)
                    OnlyRight(Tape.Apply(Function.Sqrt, right), DoubleDouble.Apply(Function.Sqrt, b), format);
            }, threads: 1);
        }
    }

    private static void OnlyRight(Tape computed, DoubleDouble exact, Format format)
    {
        var tolerance = TapeRecorder.Judge(computed, exact.ToReal(), format);
        var right = format.Round(exact.ToReal());
        Assert.True(ElementJudge.HardRatio(tolerance, format, right) <= 1);
        var ulp = format.Ulp(right);
        var isTieOfBinary64 = format.Precision == 53 && Math.ScaleB(1, (int)Math.Round(Math.Log2(Math.Abs(exact.Lo)))) == Math.Abs(exact.Lo) && Math.Abs(exact.Lo) >= ulp / 4;
        if (double.IsInfinity(right) || isTieOfBinary64)
            return;
        Assert.True(ElementJudge.HardRatio(tolerance, format, right + ulp) > 1, $"{right:r} + {ulp:r} accepted, exact {exact}");
        Assert.True(ElementJudge.HardRatio(tolerance, format, right - ulp) > 1, $"{right:r} - {ulp:r} accepted, exact {exact}");
    }

    [Fact]
    public void A_nan_must_be_a_nan_and_an_infinity_that_infinity()
    {
        var nan = new Tolerance(double.NaN, 0, 0, 0, 0);
        var infinite = new Tolerance(double.PositiveInfinity, 0, 0, 0, 0);
        Assert.Equal(0, ElementJudge.HardRatio(nan, Formats.Float32, double.NaN));
        Assert.Equal(double.PositiveInfinity, ElementJudge.HardRatio(nan, Formats.Float32, 1));
        Assert.Equal(double.PositiveInfinity, ElementJudge.HardRatio(infinite, Formats.Float32, double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, ElementJudge.HardRatio(new Tolerance(1, 0, 1, 0, 0), Formats.Float32, double.NaN));
    }

    [Fact]
    public void A_result_beyond_the_largest_number_must_be_infinite_and_bounds_nothing_after_it()
    {
        Arithmetic.Declare(Tengen.Graph.Numerics.Default, Formats.Float32);
        TapeRecorder.Reset();
        Tape[] terms = [Tape.Exact((double)3e38f), Tape.Exact((double)2.5e38f)];
        foreach (var sum in (Tape[])[terms[0] + terms[1], Tape.Sum(new(terms))])
        {
            var tolerance = TapeRecorder.Judge(sum, (double)3e38f + (double)2.5e38f, Formats.Float32);
            Assert.Equal(0, ElementJudge.HardRatio(tolerance, Formats.Float32, double.PositiveInfinity));
            Assert.True(ElementJudge.HardRatio(tolerance, Formats.Float32, 3) > 1);
            Assert.True(ElementJudge.HardRatio(tolerance, Formats.Float32, double.NegativeInfinity) > 1);
            Assert.Equal(double.PositiveInfinity, TapeRecorder.Judge(sum - terms[0], (double)2.5e38f, Formats.Float32).Hard);
        }
    }

    [Theory]
    [InlineData(Function.Reciprocal, -2)]
    [InlineData(Function.Sin, 40)]
    [InlineData(Function.Acosh, 3)]
    [InlineData(Function.Atanh, -0.5)]
    [InlineData(Function.Tan, 1.2)]
    [InlineData(Function.Cosh, 0.001)]
    public void Derivative_ranges_enclose_the_derivative_at_every_sampled_point(Function function, double x)
    {
        const double Radius = 0.01;
        var (low, high) = FunctionTable.DerivativeRange(function, x - Radius, x + Radius);
        Assert.True(double.IsFinite(low) && double.IsFinite(high));
        for (var i = -100; i <= 100; i++)
            Assert.InRange(FunctionTable.Derivative(function, x + Radius * i / 100), low, high);
        var difference = DoubleDouble.Apply(function, x + Radius) - DoubleDouble.Apply(function, x - Radius);
        Assert.InRange(difference.Hi / (2 * Radius), low, high);
    }
}
