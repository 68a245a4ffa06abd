// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Execution;
using Tengen.Graph;
using Tengen.Host;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests;

using Graph = Tengen.Graph.Graph;

/// <summary>Outputs whose extents follow from data: what a program must say of them before and after an execution.</summary>
public sealed class DataExtentsTests
{
    private static readonly Graph Open = Case.Parse("NonZero/f32/x=5x7,open=1/exact-int").Materialise().Graph;

    [Fact]
    public void The_graph_of_an_open_case_says_an_upper_bound_only()
    {
        Assert.Equal(2, Open.Values[Open.Outputs[0]].Shape[0]);
        Assert.True(Shape.IsSymbol(Open.Values[Open.Outputs[0]].Shape[1]));
        Assert.Equal((0, 35), (Open.Symbols[0].Min, Open.Symbols[0].Max));
        Assert.Single(Open.Inputs);
    }

    [Theory]
    [InlineData(ArgumentFlags.DataDependent, 2, 35, true)]
    [InlineData(ArgumentFlags.DataDependent, 2, 20, true)]
    [InlineData(ArgumentFlags.DataDependent, 1, 35, false)]
    [InlineData(ArgumentFlags.None, 2, 35, false)]
    [InlineData(ArgumentFlags.None, 2, -1, false)]
    public void A_program_bounds_them_and_says_that_they_depend_on_data(ArgumentFlags flags, long rows, long columns, bool agrees) =>
        Assert.Equal(agrees, ProgramShape.Disagreement(Open, Program(flags, rows, columns)) is null);

    [Fact]
    public void Extents_that_an_execution_does_not_write_are_a_broken_contract()
    {
        var extents = new DataExtents(Open, Program(ArgumentFlags.DataDependent, 2, 35));
        Assert.Equal([false, true], extents.Renew().Select(room => room is not null));
        extents.Read(out var wrong);
        Assert.Equal("TG-P-35", wrong!.Rule);
        Assert.Contains("out_dims hold [-1, -1]", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extents_that_differ_from_run_to_run_are_told() =>
        Assert.Contains("[2, 5] in one run and [2, 6]", OutputChecks.OtherExtents([[[2, 5]], [[2, 6]]])!.Text, StringComparison.Ordinal);

    private static ProgramInfo Program(ArgumentFlags flags, params ImmutableArray<long> dims) => new()
    {
        Name = "p",
        Arguments = [Argument(ArgumentRole.Input, DType.Float32, ArgumentFlags.None, 5, 7), Argument(ArgumentRole.Output, DType.Int64, flags, dims)],
        InputCount = 1,
        OutputCount = 1,
        Numerics = [],
        Symbols = Open.Symbols,
        EntryCount = 1,
    };

    private static ArgumentInfo Argument(ArgumentRole role, DType type, ArgumentFlags flags, params ImmutableArray<long> dims) =>
        new("a", role, type, new Shape(dims), 1 << 20, flags, 1, 0, null, null, null);
}
