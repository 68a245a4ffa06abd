// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Cases;
using Tengen.Tests.Tightness;

namespace Tengen.Reference.Tests;

/// <summary>A sample of the tables that <c>tests/Benchmarks</c> prints for all operators (<c>tightness</c> and <c>power</c>).</summary>
[Collection("statics")]
public sealed class TightnessTests(ITestOutputHelper output)
{
    private static readonly string[] Operators =
        ["MatMul", "Conv", "ReduceMean", "CumSum", "Softmax", "LayerNormalization", "BatchNormalization", "Gelu", "Exp", "AveragePool", "LSTM", "Resize"];

    private static IEnumerable<Case> Sample => CaseSource.All.Where(item => item.Type.IsFloat && Operators.Contains(item.Op) && !DataSets.Parse(item.Data).IsExhaustive)
        .Where(item => item.Materialise().Call.OutputDims[0].Aggregate(1L, (product, dim) => product * dim) is > 0 and < 1200)
        .Where((_, i) => i % 3 == 0);

    [Fact]
    public void Legal_twins_raise_no_alarm_and_tolerances_are_tight()
    {
        var table = new TightnessTable();
        foreach (var item in Sample)
            table.Add(item);
        var text = new StringWriter();
        table.Print(text);
        output.WriteLine(text.ToString());
        Assert.Empty(table.Alarms);
        Assert.True(table.Checks > 200_000, $"{table.Checks} checks");
        foreach (var op in (string[])["MatMul", "Conv", "ReduceMean", "Softmax", "LayerNormalization"])
            Assert.InRange(table.Median(op, Tengen.Graph.DType.Float32), 1, 60);
    }

    [Fact]
    public void Every_planted_bug_is_caught_and_most_are_wherever_they_show()
    {
        var table = new PowerTable();
        foreach (var item in Sample.Where((_, i) => i % 3 == 0))
            table.Add(item);
        var text = new StringWriter();
        table.Print(text);
        output.WriteLine(text.ToString());
        Assert.All(PlantedBugs.Names, bug => Assert.True(table.Caught(bug) > 0, bug));
        Assert.True(PlantedBugs.Names.Sum(table.Caught) > 0.9 * PlantedBugs.Names.Sum(table.Effective));
    }
}
