// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>What a person reads of a failure, word for word.</summary>
public sealed class FailureTextTests
{
    private static readonly string Zoo = Repository.PathOf("build/plugins/libtengen_zoo.so");

    [Fact]
    public async Task A_kernel_that_forgets_the_tail_is_told_with_place_and_smallest_case()
    {
        var run = (await Tool.Run("certify", Zoo, "--option", "zoo=tail-column", "--filter", "MatMul/f32/*")).Exits(1);
        var lines = run.Output.Replace(Zoo, "ZOO", StringComparison.Ordinal).Split('\n');
        var first = Array.FindIndex(lines, line => line.StartsWith("fail ", StringComparison.Ordinal));
        Assert.Equal(
            """
            fail MatMul/f32/a=5x64,b=64x7/uniform
              gate.hard: 5 of 35 elements lie outside the bound; err/bound 6.744E+04
              output 0 at [4,6]: got 0, want -3.9581325430586607 +- 5.872E-05, err/bound 6.741E+04; 5 of 35 elements rejected: index 6 of 7 along axis 1: a tail
              smallest case that goes wrong alike: MatMul/f32/a=1x1,b=1x3/exact-int
              again: tengen repro ZOO 'MatMul/f32/a=1x1,b=1x3/exact-int' --option 'zoo=tail-column'
              ... and 13 more of MatMul like it
            """.Split('\n'),
            lines[first..(first + 6)].Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task The_smallest_case_is_one_that_repro_runs()
    {
        var run = (await Tool.Run("repro", Zoo, "MatMul/f32/a=1x1,b=1x3/exact-int", "--option", "zoo=tail-column")).Exits(1);
        Assert.Contains("output 0 at [0,2]: got 0", run.Output, StringComparison.Ordinal);
    }
}
