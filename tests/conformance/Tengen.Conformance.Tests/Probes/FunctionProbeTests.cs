// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Tests.Properties;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Tests.Probes;

/// <summary>The declared error of a function is measured, and held to what is found.</summary>
public sealed class FunctionProbeTests
{
    private const string Dense = "Exp/f32/x=4099/dense";

    private static CaseResult Judge(ISubject subject, string id) => new CaseRunner(subject, new WorkerSettings("fake", 0, new Dictionary<string, string>(), Case.DailyNonce, [])).Run(id);

    private static BentSubject Erring(double ulp, double declared, double floor = 0) => new((inputs, outputs) =>
    {
        for (long i = 0; i < outputs[0].Count; i++)
            if (Math.Exp(Element.Real(inputs[0], i)) is var exact && exact is > 1e-37 and < 1e37)
                Element.SetReal(outputs[0], i, exact + (i % 2 == 0 ? ulp : -ulp) * Formats.Float32.Ulp(exact));
        return outputs;
    }, new Numerics { Determinism = Determinism.RunToRun, FunctionUlp = declared, FunctionFloor = floor });

    [Theory]
    [InlineData(3.9, 4, 0, ProbeFinding.Holds)]
    [InlineData(0.9, 1, 0, ProbeFinding.Holds)]
    [InlineData(1.5, 4, 0, ProbeFinding.UnderClaimed)]
    [InlineData(3.9, 1, 0, ProbeFinding.OverClaimed)]
    [InlineData(8, 0, 0, ProbeFinding.OverClaimed)]
    [InlineData(8, 0, 1e38, ProbeFinding.Holds)]
    public void The_error_of_a_function_is_held_to_its_declaration(double ulp, double declared, double floor, ProbeFinding finding)
    {
        using var subject = Erring(ulp, declared, floor);
        var result = Judge(subject, Dense);
        Assert.Equal(finding, Assert.Single(result.Probed!).Finding);
        Assert.Equal(finding == ProbeFinding.OverClaimed ? "gate.numerics" : null, result.Rule);
    }

    [Fact]
    public void An_over_claim_says_what_is_declared_what_was_measured_and_what_would_be_right()
    {
        using var subject = Erring(3.9, 1);
        var result = Judge(subject, Dense);
        Assert.Matches(@"functions: declared 1 ulp or 1\.19E-07, measured [34][.0-9]* ulp at ", result.Text);
        Assert.Contains("function_milliulp", result.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_planned_function_is_measured_on_the_simulation()
    {
        using var subject = new ReferenceSubject();
        Assert.All(CaseSource.All.Where(item => item.Data == DataSets.Dense.Name), item => Assert.Equal(Verdict.Pass, Judge(subject, item.Id).Verdict));
    }

    /// <summary>Just below the largest number, and just above: what ends early shows.</summary>
    [Fact]
    public void An_exponential_that_is_infinite_too_early_is_caught()
    {
        using var subject = new BentSubject((inputs, outputs) =>
        {
            for (long i = 0; i < outputs[0].Count; i++)
                if (Element.Real(inputs[0], i) >= 88)
                    Element.SetReal(outputs[0], i, double.PositiveInfinity);
            return outputs;
        });
        Assert.Equal("gate.hard", Judge(subject, "Exp/f32/x=3x67/brink").Rule);
    }
}
