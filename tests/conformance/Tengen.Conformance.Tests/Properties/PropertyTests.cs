// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Tests.Properties;

/// <summary>Properties without tolerance: the oracle has its own, and each kills a bug that no bound sees.</summary>
public sealed class PropertyTests
{
    private const string Product = "MatMul/f32/a=5x64,b=64x7/properties";

    private static CaseResult Judge(ISubject subject, string id) => new CaseRunner(subject, new WorkerSettings("fake", 0, new Dictionary<string, string>(), Case.DailyNonce, [])).Run(id);

    private static BentSubject Mapping(Func<double, double> map, Numerics? declared = null) => new((_, outputs) => [.. outputs.Select(tensor => Mapped(tensor, map))], declared);

    private static Tensor Mapped(Tensor tensor, Func<double, double> map)
    {
        var mapped = new Tensor(tensor.Type, tensor.Dims.AsSpan());
        for (long i = 0; i < tensor.Count; i++)
            Element.SetReal(mapped, i, map(Element.Real(tensor, i)));
        return mapped;
    }

    [Fact]
    public void The_oracles_simulation_has_every_property_that_is_found_in_its_kernels()
    {
        using var subject = new ReferenceSubject();
        var results = CaseSource.All.Where(item => item.Data == DataSets.Properties.Name && item.Type == DType.Float32).Select(item => Judge(subject, item.Id)).ToList();
        Assert.All(results, result => Assert.True(result.Verdict.IsAcceptable(), $"{result.Case}: {result.Rule}: {result.Text}"));
        Assert.InRange(results.Count(result => result.Gates.Contains(Gate.Scaling.Name)), 40, results.Count - 1);
        Assert.InRange(results.Count(result => result.Gates.Contains(Gate.Negation.Name)), 35, results.Count - 1);
    }

    [Theory]
    [InlineData("MatMul/f16/a=5x64,b=64x7/properties")]
    [InlineData("MatMul/f64/a=5x64,b=64x7/properties")]
    [InlineData("Div/bf16/a=3x67,b=3x67/properties")]
    public void Other_formats_have_them_too(string id)
    {
        using var subject = new ReferenceSubject();
        var result = Judge(subject, id);
        Assert.True(result.Verdict == Verdict.Pass, $"{result.Rule}: {result.Text}");
        Assert.Contains(Gate.Scaling.Name, result.Gates);
    }

    [Theory]
    [InlineData(Product, 1e-9)]
    [InlineData("Div/f32/a=3x67,b=3x67/properties", 1e-9)]
    [InlineData("ReduceL2/f32/x=3x5x7,axes=1/properties", 1e-9)]
    public void An_absolute_epsilon_passes_every_bound_and_is_caught_by_scaling(string id, double epsilon)
    {
        using var subject = Mapping(value => value + epsilon);
        var result = Judge(subject, id);
        Assert.True(result is { Verdict: Verdict.Fail, Rule: "gate.scaling", Worst.Rejected: > 0 }, $"{result.Verdict} {result.Rule}: {result.Text}");
        Assert.Contains("2^", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_results_taken_for_zero_are_caught_by_scaling()
    {
        using var subject = Mapping(value => Math.Abs(value) < 1e-3 ? 0 : value);
        Assert.Equal("gate.scaling", Judge(subject, Product).Rule);
    }

    [Fact]
    public void A_large_clamp_is_caught_by_scaling()
    {
        using var subject = Mapping(value => Math.Clamp(value, -1e3, 1e3));
        Assert.Equal("gate.scaling", Judge(subject, Product).Rule);
    }

    [Fact]
    public void Rounding_upwards_stays_within_the_bound_and_is_caught_by_negation()
    {
        using var subject = Mapping(value => MathF.BitIncrement((float)value));
        var result = Judge(subject, Product);
        Assert.True(result is { Verdict: Verdict.Fail, Rule: "gate.negation" }, $"{result.Verdict} {result.Rule}: {result.Text}");
    }

    /// <summary>Equal sizes and equal first elements: taken for the same data as before.</summary>
    [Theory]
    [InlineData("Softmax/f32/x=5x67,axis=-1/properties")]
    [InlineData(Product)]
    public void Results_remembered_by_the_first_element_are_caught(string id)
    {
        var memory = new Dictionary<double, IReadOnlyList<Tensor>>();
        using var subject = new BentSubject((inputs, outputs) => memory.TryGetValue(Element.Real(inputs[0], 0), out var known) ? known : memory[Element.Real(inputs[0], 0)] = outputs);
        var result = Judge(subject, id);
        Assert.True(result is { Verdict: Verdict.Fail }, $"{result.Verdict} {result.Rule}: {result.Text}");
    }

    /// <summary>The first row comes out one part in 2^23 larger, as if it were summed otherwise.</summary>
    [Theory]
    [InlineData(Determinism.BatchInvariant, "gate.batch")]
    [InlineData(Determinism.RunToRun, null)]
    public void A_row_that_depends_on_its_place_is_caught_where_batch_invariance_is_declared(Determinism declared, string? rule)
    {
        using var subject = new BentSubject((_, outputs) => [FirstRow(outputs[0])], new Numerics { Determinism = declared });
        var result = Judge(subject, Product);
        Assert.True(result.Rule == rule, $"{result.Verdict} {result.Rule}: {result.Text}");
    }

    /// <summary>A row by itself is computed by other code than a batch.</summary>
    [Theory]
    [InlineData(Determinism.BatchInvariant, "gate.batch")]
    [InlineData(Determinism.RunToRun, null)]
    public void A_row_that_is_computed_otherwise_alone_is_caught_where_batch_invariance_is_declared(Determinism declared, string? rule)
    {
        using var subject = new BentSubject((inputs, outputs) => [inputs[0].Dims[0] == 1 ? FirstRow(outputs[0]) : outputs[0]], new Numerics { Determinism = declared });
        var result = Judge(subject, Product);
        Assert.True(result.Rule == rule, $"{result.Verdict} {result.Rule}: {result.Text}");
        Assert.Equal(rule is null, result.Gates.All(gate => gate != Gate.Batch.Name));
    }

    /// <summary>Where there is one row, or rows need each other, nothing can be asked of them.</summary>
    [Theory]
    [InlineData("MatMul/f32/a=5x64,b=64x7/properties", true)]
    [InlineData("Add/f32/a=3x67,b=3x67/properties", true)]
    [InlineData("CumSum/f32/x=5x67,axis=1/properties", true)]
    [InlineData("ReduceSum/f32/x=3x5x7,axes=1/properties", true)]
    [InlineData("Conv/f32/x=1x3x9x9,w=5x3x3x3,pads=1x1x1x1/properties", false)]
    public void Rows_are_independent_or_not(string id, bool independent)
    {
        using var subject = new ReferenceSubject();
        Assert.Equal(independent, Judge(subject, id).Gates.Contains(Gate.Batch.Name));
    }

    private static Tensor FirstRow(Tensor tensor)
    {
        var row = tensor.Count / tensor.Dims[0];
        for (long i = 0; i < row; i++)
            Element.SetReal(tensor, i, Element.Real(tensor, i) * (1 + Math.ScaleB(1, -23)));
        return tensor;
    }

    [Fact]
    public void Who_declares_no_determinism_is_held_to_none_of_it()
    {
        using var subject = Mapping(value => value + 1e-9, Numerics.Default);
        var result = Judge(subject, Product);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.DoesNotContain(Gate.Scaling.Name, result.Gates);
    }

    [Fact]
    public void Who_declares_narrow_exponents_inside_is_not_scaled()
    {
        using var subject = Mapping(value => value, new Numerics { Determinism = Determinism.RunToRun, Intermediate = DType.Float16 });
        Assert.DoesNotContain(Gate.Scaling.Name, Judge(subject, Product).Gates);
    }
}
