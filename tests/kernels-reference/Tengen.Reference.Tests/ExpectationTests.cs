// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests;

[Collection("statics")]
public sealed class ExpectationTests(ITestOutputHelper output)
{
    private const int Stride = 7;

    [Fact]
    public void Legal_implementations_stay_inside_the_tolerance()
    {
        var (checks, worst) = (0L, 0.0);
        var alarms = new List<string>();
        foreach (var item in CaseSource.All.Where((_, i) => i % Stride == 0))
        {
            var call = item.Materialise().Call;
            var forms = call.Kernel.Forms.IsEmpty ? ImmutableArray.Create<string?>((string?)null) : [null, .. call.Kernel.Forms];
            var expected = Oracle.Expect(call, new Numerics { Forms = call.Kernel.Forms });
            foreach (var form in forms)
                foreach (var order in (ReadOnlySpan<SumOrder>)[SumOrder.Sequential, SumOrder.Pairwise])
                    Judge(item, expected, Oracle.Simulate(call, Twin(call, order), form), alarms, ref checks, ref worst);
        }
        output.WriteLine($"1 case in {Stride}, {checks} checks, worst err/bound {worst:f3}, {alarms.Count} alarms");
        output.WriteLine(string.Join(Environment.NewLine, alarms.Take(40)));
        Assert.Empty(alarms);
    }

    [Fact]
    public void A_dropped_term_is_caught_in_every_case_that_sums()
    {
        foreach (var id in (ReadOnlySpan<string>)["MatMul/f32/a=5x64,b=64x7/uniform", "Conv/f32/x=1x3x9x9,w=5x3x3x3,pads=1x1x1x1/normal", "ReduceMean/f16/x=3x5x7,axes=1/uniform"])
        {
            var call = Case.Parse(id).Materialise().Call;
            var alarms = new List<string>();
            var (checks, worst) = (0L, 0.0);
            Judge(Case.Parse(id), Oracle.Expect(call, Numerics.Default), Oracle.Simulate(call, new Simulation { Bug = PlantedBug.DropsLastTerm }), alarms, ref checks, ref worst);
            Assert.NotEmpty(alarms);
        }
    }

    [Theory]
    [InlineData("MatMul/f32/a=65x129,b=129x33/uniform")]
    [InlineData("LayerNormalization/f16/x=5x64,b=1/uniform")]
    [InlineData("Softmax/f32/x=2x17x3,axis=1/uniform")]
    [InlineData("MatMulInteger/u8/a=5x64,b=64x7,right=i8/exact-int")]
    public void Drawn_elements_have_the_tolerances_that_all_elements_have(string id)
    {
        var call = Case.Parse(id).Materialise().Call;
        var (full, drawn) = (Oracle.Expect(call, Numerics.Default)[0]!, Oracle.ExpectDrawn(call, Numerics.Default, 0.1, 20, new Counter(1))[0]!);
        Assert.InRange(drawn.Elements.Count, 10, full.Reference.Count);
        for (var i = 0; i < drawn.Elements.Count; i++)
            if (drawn.Tolerances is { } tolerances)
                Assert.Equal(full[drawn.Elements[i]], tolerances[i]);
            else
                Assert.Equal(Element.Integer(full.Reference, drawn.Elements[i]), Element.Integer(drawn.Reference, drawn.Elements[i]));
    }

    [Fact]
    public void A_sampled_expectation_bounds_every_element_and_tapes_the_sample()
    {
        var call = Case.Parse("MatMul/f32/a=65x129,b=129x33/uniform").Materialise().Call;
        var (full, sampled) = (Oracle.Expect(call, Numerics.Default)[0]!, Oracle.Expect(call, Numerics.Default, sample: 64)[0]!);
        Assert.Null(full.Sample);
        Assert.InRange(sampled.Sample!.Count, 32, 64);
        for (var i = 0; i < full.Reference.Count; i++)
            if (sampled.Sample.Contains(i))
                Assert.Equal(full[i].Sigma, sampled[i].Sigma);
            else
                Assert.True(double.IsPositiveInfinity(sampled[i].Sigma) && sampled[i].Hard >= full[i].Hard);
    }

    /// <summary>The NaN of a filter meets zeros in the padding, or nothing: where it meets nothing, a number is right and another one is not.</summary>
    [Fact]
    public void A_convolution_may_leave_out_its_padding_by_declaration()
    {
        var item = Case.Parse("Conv/f32/x=1x3x9x9,w=5x3x3x3,pads=1x1x1x1/nan-tracer");
        var call = item.Materialise().Call;
        Assert.NotEmpty(Alarms(Numerics.Default, new Simulation()));
        Assert.Empty(Alarms(new Numerics { Forms = ["unpadded"] }, new Simulation()));
        Assert.NotEmpty(Alarms(new Numerics { Forms = ["unpadded"] }, new Simulation { Bug = PlantedBug.DropsLastTerm }));

        List<string> Alarms(Numerics numerics, Simulation simulation)
        {
            var alarms = new List<string>();
            var (checks, worst) = (0L, 0.0);
            Judge(item, Oracle.Expect(call, numerics), Oracle.Simulate(call, simulation, "unpadded"), alarms, ref checks, ref worst);
            return alarms;
        }
    }

    [Fact]
    public void Permitted_forms_agree_with_the_plain_kernel_in_binary64()
    {
        var wide = new Simulation { Intermediate = Formats.Float64, Accumulator = Formats.Float64 };
        foreach (var kernel in OperatorSet.Kernels.All.Where(kernel => !kernel.Forms.IsEmpty))
            foreach (var item in kernel.Cases.Of(kernel.Contract.Name).Where(item => item.Type == DType.Float64 && DataSets.Parse(item.Data).Finite))
                foreach (var form in kernel.Forms)
                {
                    var call = item.Materialise().Call;
                    var (plain, other) = (Oracle.Simulate(call, wide)[0]!, Oracle.Simulate(call, wide, form)[0]!);
                    for (var e = 0; e < plain.Count; e++)
                        Assert.Equal(Element.Real(plain, e), Element.Real(other, e), Math.Abs(Element.Real(plain, e)) * 1e-9 + 1e-12);
                }
    }

    [Theory]
    [InlineData("LayerNormalization/f64/x=5x64,b=1/normal", true)]
    [InlineData("LayerNormalization/f64/x=5x67,b=1,stash=f64/normal", false)]
    [InlineData("RMSNormalization/f64/x=5x64/normal", true)]
    [InlineData("RMSNormalization/f64/x=5x67,stash=f64/normal", false)]
    public void Stage_one_of_a_normalisation_may_be_in_stash_type(string id, bool inBinary32)
    {
        var call = Case.Parse(id).Materialise().Call;
        var expected = Oracle.Expect(call, Numerics.Default);
        foreach (var (format, isLegal) in (ReadOnlySpan<(Format, bool)>)[(Formats.Float64, true), (Formats.Float32, inBinary32), (Formats.Tf32, false)])
        {
            var alarms = new List<string>();
            var (checks, worst) = (0L, 0.0);
            Judge(Case.Parse(id), expected, Oracle.Simulate(call, new Simulation { Intermediate = format, Accumulator = format, Demotion = format }), alarms, ref checks, ref worst);
            Assert.Equal(isLegal, alarms.Count == 0);
        }
    }

    [Fact]
    public void Mean_and_deviation_of_layer_normalisation_are_f32_or_bf16()
    {
        Assert.Equal(DType.BFloat16, Case.Parse("LayerNormalization/f16/x=3x33,outputs=3,stash=bf16/normal").Materialise().Call.OutputTypes[1]);
        Assert.Equal(DType.Float32, Case.Parse("LayerNormalization/f64/x=3x33,outputs=3/normal").Materialise().Call.OutputTypes[2]);
        Assert.IsType<GraphException>(Assert.Throws<FormatException>(() => Case.Parse("LayerNormalization/f64/x=3x33,outputs=3,stash=f64/normal").Materialise()).InnerException);
    }

    [Fact]
    public void Integer_outputs_are_exact()
    {
        var call = Case.Parse("QuantizeLinear/f32/x=3x67,to=u8/ties").Materialise().Call;
        Assert.True(Oracle.Expect(call, Numerics.Default)[0]!.IsExact);
    }

    private static Simulation Twin(Call call, SumOrder order)
    {
        return new Simulation { Intermediate = call.Inside, Accumulator = call.Inside, Order = order, FunctionUlp = 2 };
    }

    private static void Judge(Case item, ImmutableArray<Expectation?> expected, ImmutableArray<Tensor?> got, List<string> alarms, ref long checks, ref double worst)
    {
        for (var o = 0; o < got.Length; o++)
            for (var e = 0; e < got[o]!.Count; e++, checks++)
            {
                var (value, want) = (Element.Real(got[o]!, e), Element.Real(expected[o]!.Reference, e));
                var ratio = expected[o]!.IsExact
                    ? value.Equals(want) ? 0 : double.PositiveInfinity
                    : ElementJudge.HardRatio(expected[o]![e], Formats.Of(got[o]!.Type), value);
                worst = Math.Max(worst, ratio);
                if (ratio > 1)
                {
                    alarms.Add($"{item.Id} output {o} element {e}: {value:r}, reference {want:r}, err/bound {ratio:g3}");
                    break;
                }
            }
    }
}
