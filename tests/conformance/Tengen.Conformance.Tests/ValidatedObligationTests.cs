// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Tests;

namespace Tengen.Conformance.Tests;

/// <summary>What the validation layer says it looks at is in the header, is tripped by a test, and stands in the documentation.</summary>
public sealed class ValidatedObligationTests
{
    private static readonly List<Obligation> Validated = [.. Obligation.All.Where(obligation => obligation.Validated is not null)];

    [Fact]
    public void The_layer_looks_at_obligations_of_the_header_only()
    {
        var listed = File.ReadLines(Repository.PathOf("abi/layers/validate/obligations.inc")).Count(line => line.StartsWith("OBLIGATION(", StringComparison.Ordinal));
        Assert.Equal(listed, Validated.Count);
        Assert.True(listed >= 50);
    }

    [Fact]
    public void Each_is_tripped_by_a_test()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Repository.PathOf("tests/abi/c"), "validate_*_tests.c").Select(File.ReadAllText));
        Assert.All(Validated, obligation => Assert.Contains($"\"{obligation.Label}\"", tests, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_stands_in_the_documentation_in_these_words()
    {
        var rows = File.ReadLines(Repository.PathOf("docs/layers.md")).Where(line => line.StartsWith("| TG-", StringComparison.Ordinal));
        Assert.Equal(Validated.Select(obligation => $"| {obligation.Label} | {obligation.Validated} |"), rows);
    }
}
