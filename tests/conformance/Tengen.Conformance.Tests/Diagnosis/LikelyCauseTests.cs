// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Tests.Diagnosis;

using Graph = Tengen.Graph.Graph;

public sealed class LikelyCauseTests
{
    private const string Product = "MatMul/f32/a=5x64,b=64x7/uniform";
    private const string Square = "MatMul/f32/a=16x16,b=16x16/uniform";

    [Theory]
    [InlineData(Product, "every element is 0: the kernel did not run, or its result was not stored")]
    [InlineData(Product, "every sign is turned round")]
    [InlineData(Product, "every element stands one place too late")]
    [InlineData(Product, "every element stands one place too early")]
    [InlineData(Product, "the last two axes are taken for each other")]
    [InlineData(Square, "the output is input 1, unchanged")]
    [InlineData(Product, "every element is 1.5 times what it should be")]
    public void Accidents_are_told_apart(string id, string cause)
    {
        var result = Judge(id, cause switch
        {
            _ when cause.Contains("is 0") => static (_, _, _) => 0,
            _ when cause.Contains("sign") => static (_, right, i) => -right[i],
            _ when cause.Contains("late") => static (_, right, i) => right[Math.Max(0, i - 1)],
            _ when cause.Contains("early") => static (_, right, i) => right[Math.Min(right.Length - 1, i + 1)],
            _ when cause.Contains("axes") => static (_, right, i) => right[i % 5 * 7 + i / 5],
            _ when cause.Contains("input 1") => static (inputs, _, i) => Element.Real(inputs[1], i),
            _ => static (_, right, i) => 1.5 * right[i],
        });
        Assert.Equal((Verdict.Fail, cause), (result.Verdict, result.Hint));
    }

    [Fact]
    public void A_lost_nan_is_named()
    {
        var result = Judge("MatMul/f32/a=5x64,b=64x7/nan-tracer", static (_, right, i) => double.IsNaN(right[i]) ? 0 : right[i]);
        Assert.Equal((Verdict.Fail, "a NaN is lost"), (result.Verdict, result.Hint));
    }

    [Fact]
    public void The_place_of_what_was_rejected_is_told()
    {
        var result = Judge(Product, static (_, right, i) => i % 7 == 6 ? 0 : right[i]);
        Assert.Equal("index 6 of 7 along axis 1: a tail", result.Worst!.Pattern);
        Assert.Equal(5, result.Worst.Rejected);
    }

    private static CaseResult Judge(string id, Func<IReadOnlyList<Tensor>, double[], int, double> spoil) =>
        new CaseRunner(new Spoiler(id, spoil), new WorkerSettings("spoiler", 0, new Dictionary<string, string>(), Case.DailyNonce, [])).Run(id);

    /// <summary>Computes rightly and then does something to each element.</summary>
    private sealed class Spoiler(string id, Func<IReadOnlyList<Tensor>, double[], int, double> spoil) : ISubject
    {
        public string Description => "spoiler";

        public IReadOnlyList<string> Gates => [];

        public SubjectOutcome Run(Graph graph, IReadOnlyList<Tensor> inputs)
        {
            var right = Oracle.Simulate(Case.Parse(id).Materialise().Call, new Simulation())[0]!;
            var numbers = Enumerable.Range(0, (int)right.Count).Select(i => Element.Real(right, i)).ToArray();
            var spoilt = new Tensor(right.Type, right.Dims.AsSpan());
            for (var i = 0; i < numbers.Length; i++)
                Element.SetReal(spoilt, i, spoil(inputs, numbers, i));
            return new SubjectOutcome.Ran([spoilt], Numerics.Default);
        }

        public CaseResult Submit(string id) => throw new NotSupportedException(id);

        public void Dispose() { }
    }
}
