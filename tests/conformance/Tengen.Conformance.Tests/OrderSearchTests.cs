// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Tests;

/// <summary>A fault that shows in a later case is traced to the case that it comes from.</summary>
public sealed class OrderSearchTests
{
    private static readonly string[] Before = [.. Enumerable.Range(0, 100).Select(i => $"c{i}")];

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    [InlineData(99)]
    public async Task The_culprit_is_found_in_few_tries(int culprit)
    {
        var tries = 0;
        var search = new OrderSearch(ids =>
        {
            tries++;
            return Task.FromResult(ids.Contains($"c{culprit}") && ids[^1] == "victim");
        });
        Assert.Equal($"c{culprit}", await search.Find(Before, "victim"));
        Assert.InRange(tries, 1, 8);
    }

    [Fact]
    public async Task What_does_not_come_back_has_no_culprit() =>
        Assert.Null(await new OrderSearch(_ => Task.FromResult(false)).Find(Before, "victim"));

    [Fact]
    public async Task A_case_that_dies_of_an_earlier_one_names_it()
    {
        using var worker = new ScriptedWorker("""[ "$id" = c2 ] && poisoned=1; [ "$id" = c4 ] && [ -n "$poisoned" ] && kill -9 $$; pass pass""");
        worker.Settings = worker.Settings with { Workers = 1 };
        var results = await worker.Run(TestContext.Current.CancellationToken, "c0", "c1", "c2", "c3", "c4", "c5");
        Assert.Equal((Verdict.Flaky, "c2"), (results[4].Verdict, results[4].After));
        Assert.All(results.Where(result => result.Case != "c4"), result => Assert.Equal(Verdict.Pass, result.Verdict));
    }
}
