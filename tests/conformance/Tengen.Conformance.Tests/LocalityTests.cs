// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Tests;

using Graph = Tengen.Graph.Graph;

public sealed class LocalityTests
{
    private const string Product = "MatMul/f32/a=5x64,b=64x7/nan-tracer";

    [Theory]
    [InlineData(Product)]
    [InlineData("Softmax/f32/x=5x64,axis=1/nan-tracer")]
    [InlineData("Conv/f32/x=1x3x9x9,w=5x3x3x3/nan-tracer")]
    public void A_kernel_that_adds_in_another_order_once_it_has_seen_a_nan_is_caught_by_this_gate_alone(string id)
    {
        Assert.Equal(Verdict.Pass, Judge(id, static _ => SumOrder.Sequential).Verdict);
        Assert.Equal(Verdict.Pass, Judge(id, static _ => SumOrder.Pairwise).Verdict);
        var result = Judge(id, static inputs => inputs.Any(HasNan) ? SumOrder.Pairwise : SumOrder.Sequential);
        Assert.Equal((Verdict.Fail, "gate.local"), (result.Verdict, result.Rule));
        Assert.Contains("gate.hard", result.Gates);
        Assert.InRange(result.ErrOverBound!.Value, double.PositiveInfinity, double.PositiveInfinity);
    }

    [Fact]
    public void The_text_names_the_guilty_input_element_and_the_first_changed_output_element()
    {
        var result = Judge(Product, static inputs => HasNan(inputs[1]) ? SumOrder.Pairwise : SumOrder.Sequential);
        Assert.Matches(@"^\d+ of 35 elements that no NaN reaches changed with the NaN at \[\d+, \d+\] of B \(input 1\): element \[\d, \d\] of output 0 is \S+ with it, \S+ with 1 in its place$", result.Text);
        Assert.Equal((0, 0.0, 35), (result.Worst!.Output, result.Worst.Tolerance, result.Worst.Elements));
        Assert.NotEqual(result.Worst.Got, result.Worst.Want);
    }

    [Fact]
    public void Without_a_promise_to_repeat_results_the_gate_is_not_in_force() =>
        Assert.DoesNotContain("gate.local", Judge(Product, static inputs => HasNan(inputs[1]) ? SumOrder.Pairwise : SumOrder.Sequential, Determinism.None).Gates);

    [Fact]
    public void What_the_reference_changes_with_a_nan_lies_within_its_reach()
    {
        var (reached, all) = (0L, 0L);
        foreach (var item in CaseSource.All.Where(item => item.Data == DataSets.NanTracer.Name && item.Type == DType.Float32))
        {
            var instance = item.Materialise();
            var sources = Sources(instance);
            var (with, without) = (Oracle.Evaluate(instance.Call), Oracle.Evaluate(WithoutNan(instance)));
            var reach = Oracle.Reach(instance.Call, sources);
            for (var output = 0; output < reach.Length; output++)
                for (var element = 0; element < (reach[output]?.Length ?? 0); element++, all++)
                {
                    var (a, b) = (Element.Real(with[output]!, element), Element.Real(without[output]!, element));
                    if (reach[output]![element] != Taint.None)
                        reached++;
                    else
                        Assert.True(a.Equals(b), $"{item}: element {element} of output {output} is {a}, {b} without NaN, and out of reach");
                }
        }
        Assert.InRange(reached, 1, all / 2);
    }

    private static CaseResult Judge(string id, Func<IReadOnlyList<Tensor>, SumOrder> order, Determinism determinism = Determinism.RunToRun) =>
        new CaseRunner(new Adder(order, determinism), new WorkerSettings("adder", 0, new Dictionary<string, string>(), Case.DailyNonce, [])).Run(id);

    private static bool HasNan(Tensor tensor) => Enumerable.Range(0, (int)tensor.Count).Any(i => double.IsNaN(Element.Real(tensor, i)));

    private static List<InputElement> Sources(CaseInstance instance) =>
    [
        .. from input in Enumerable.Range(0, instance.Call.InputCount) where instance.Call.HasInput(input) && instance.Call.Input(input).Type.IsFloat
           from element in Enumerable.Range(0, (int)instance.Call.Input(input).Count) where double.IsNaN(Element.Real(instance.Call.Input(input), element))
           select new InputElement(input, element),
    ];

    private static Reference.Kernels.Call WithoutNan(CaseInstance instance)
    {
        var inputs = Enumerable.Range(0, instance.Call.InputCount).Select(input => instance.Call.HasInput(input) ? Copy(instance.Call.Input(input)) : null).ToArray();
        foreach (var (input, element) in Sources(instance))
            Element.SetReal(inputs[input]!, element, 1);
        return Oracle.Prepare(instance.Call.Node, inputs, instance.Call.OutputTypes);
    }

    private static Tensor Copy(Tensor tensor) => new(tensor.Type, tensor.Dims, Storage.CopyOf(tensor.AsBytes()));

    /// <summary>The oracle's simulation of a legal implementation, which adds in the order that <paramref name="order"/> picks for the inputs.</summary>
    private sealed class Adder(Func<IReadOnlyList<Tensor>, SumOrder> order, Determinism determinism) : ISubject
    {
        public string Description => "adder";

        public IReadOnlyList<string> Gates => [];

        public SubjectOutcome Run(Graph graph, IReadOnlyList<Tensor> inputs)
        {
            var node = graph.Nodes[0];
            var call = Oracle.Prepare(node, [.. node.Inputs.Select(index => inputs[graph.Inputs.IndexOf(index)])]);
            return new SubjectOutcome.Ran([.. Oracle.Simulate(call, new Simulation { Order = order(inputs) }).OfType<Tensor>()], Numerics.Default with { Determinism = determinism });
        }

        public CaseResult Submit(string id) => throw new NotSupportedException(id);

        public void Dispose() { }
    }
}
