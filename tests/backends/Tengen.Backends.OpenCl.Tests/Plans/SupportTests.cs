// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Operators;
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.OpenCl.Tests.Plans.Graphs;

namespace Tengen.Backends.OpenCl.Tests.Plans;

public sealed class SupportTests
{
    [Fact]
    public void Fp64_is_taken_where_the_device_has_it()
    {
        var graph = One("Exp", 13, [(DType.Float64, [4])], (DType.Float64, [4]));
        Assert.Equal(Verdict.Yes, Ask(graph, Processor).Verdict);
        var no = Ask(graph, Processor with { HasDouble = false });
        Assert.Equal((Verdict.No, Why.DType), (no.Verdict, no.Why));
        Assert.Contains("cl_khr_fp64", no.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Div")]
    [InlineData("Add")]
    public void Quotients_are_refused_where_division_is_not_correctly_rounded(string op)
    {
        var support = Ask(One(op, 14, [F32(4), F32(4)], F32(4)), Processor with { HasCorrectDivide = false });
        Assert.Equal(op == "Div" ? Verdict.No : Verdict.Yes, support.Verdict);
        Assert.Equal(op == "Div", support.Text?.StartsWith("op:Div.rounding", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Symbolic_dims_are_taken_once_they_are_numbers()
    {
        var graph = One("Exp", 13, [(DType.Float32, [Shape.SymbolDim(0), 4])], (DType.Float32, [Shape.SymbolDim(0), 4]));
        Assert.Equal(Verdict.IfStatic, Ask(graph, Processor).Verdict);
    }

    [Fact]
    public void An_attribute_that_is_not_read_is_refused_by_name()
    {
        var support = Ask(One("Exp", 13, [F32(4)], F32(4), NodeAttribute.Int("mode", 1)), Processor);
        Assert.Equal((Verdict.No, Why.Attribute), (support.Verdict, support.Why));
        Assert.StartsWith("op:Exp.mode", support.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_version_names_the_one_that_is_taken()
    {
        var support = Ask(One("Softmax", 99, [F32(4)], F32(4)), Processor);
        Assert.Equal((Verdict.No, Why.Version, 13), (support.Verdict, support.Why, support.Version));
    }

    [Fact]
    public void More_elements_than_32_bit_indices_reach_are_refused()
    {
        long[] dims = [1L << 20, 1L << 20];
        Assert.Equal(Why.Size, Ask(One("Relu", 14, [(DType.Float32, dims)], (DType.Float32, dims)), Processor).Why);
    }

    [Fact]
    public void Axes_of_a_mean_must_be_a_constant() =>
        Assert.Equal(Verdict.IfConstant, Ask(One("ReduceMean", 18, [F32(4, 5), (DType.Int64, [1])], F32(4, 1)), Processor).Verdict);

    [Fact]
    public void An_operator_nobody_wrote_is_not_found() => Assert.Null(OperatorTable.Find(One("Einsum", 12, [F32(1)], F32(1)).Nodes[0]));
}
