// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Tests.Properties;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Tests;

/// <summary>The sign of a zero is held where IEEE 754 fixes one, and nowhere else.</summary>
public sealed class ZeroSignTests
{
    private static CaseResult Judge(string id, Func<double, double> map, NumericFlags flags = NumericFlags.None)
    {
        using var subject = new BentSubject((_, outputs) => [.. outputs.Select(tensor => Mapped(tensor, map))], new Numerics { Determinism = Determinism.RunToRun, Flags = flags });
        return new CaseRunner(subject, new WorkerSettings("fake", 0, new Dictionary<string, string>(), Case.DailyNonce, [])).Run(id);
    }

    private static Tensor Mapped(Tensor tensor, Func<double, double> map)
    {
        for (long i = 0; i < tensor.Count; i++)
            Element.SetReal(tensor, i, map(Element.Real(tensor, i)));
        return tensor;
    }

    private static double Lost(double value) => value == 0 ? 0 : value;

    private static double Turned(double value) => value == 0 ? -value : value;

    [Theory]
    [InlineData("Neg/f32/x=3x67/specials")]
    [InlineData("Mul/f32/a=3x67,b=3x67/specials")]
    [InlineData("Div/f16/a=3x67,b=3x67/specials")]
    [InlineData("Sqrt/f32/x=3x67/specials")]
    [InlineData("Identity/f32/x=2x3x4/specials")]
    [InlineData("Transpose/f64/x=3x5x7,perm=2x0x1/specials")]
    [InlineData("Round/f32/x=3x67/specials")]
    public void A_lost_sign_is_caught(string id)
    {
        var result = Judge(id, Lost);
        Assert.True(result is { Verdict: Verdict.Fail, Rule: "gate.zero-sign", Worst.Want: 0 } && double.IsNegative(result.Worst.Want), $"{result.Verdict} {result.Rule}: {result.Text}");
        Assert.Equal(Verdict.Pass, Judge(id, Lost, NumericFlags.ZeroSignLost).Verdict);
    }

    [Theory]
    [InlineData("Abs/f32/x=3x67/specials")]
    [InlineData("Add/f32/a=3x67,b=3x67/exact-int")]
    public void A_minus_that_nothing_calls_for_is_caught(string id) => Assert.Equal("gate.zero-sign", Judge(id, Turned).Rule);

    [Theory]
    [InlineData("Relu/f32/x=3x67/specials")]
    [InlineData("MatMul/f32/a=5x64,b=64x7/exact-int")]
    [InlineData("ReduceSum/f32/x=3x5x7,axes=1/exact-int")]
    [InlineData("Tanh/f32/x=3x67/specials")]
    [InlineData("LeakyRelu/f32/x=3x67/specials")]
    public void Where_the_formula_is_one_about_reals_either_zero_is_right(string id)
    {
        var result = Judge(id, Turned);
        Assert.True(result.Verdict == Verdict.Pass, $"{result.Verdict} {result.Rule}: {result.Text}");
        Assert.DoesNotContain(Gate.ZeroSign.Name, result.Gates);
    }

    [Fact]
    public void The_oracles_simulation_keeps_every_sign()
    {
        using var subject = new ReferenceSubject();
        var runner = new CaseRunner(subject, new WorkerSettings("fake", 0, new Dictionary<string, string>(), Case.DailyNonce, []));
        var results = CaseSource.All.Where(item => item.Type == DType.Float32 && item.Data == DataSets.Specials.Name).Select(item => runner.Run(item.Id)).ToList();
        Assert.All(results, result => Assert.True(result.Rule != Gate.ZeroSign.Name, $"{result.Case}: {result.Text}"));
        Assert.InRange(results.Count(result => result.Gates.Contains(Gate.ZeroSign.Name)), 20, results.Count - 1);
    }
}
