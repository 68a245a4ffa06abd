// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Mutants.Source;
using Tengen.Conformance.Zoo;
using Tengen.Interop.Generator.Libclang;
using Tengen.Tests;

namespace Tengen.Conformance.Mutants;

/// <summary>
/// The suite's mutation score. A small sample is asked in every run of the tests, others on request: TENGEN_MUTANTS=16 asks one mutant in 16, TENGEN_MUTANTS=full
/// all of them, for TENGEN_MUTANTS_SECONDS at a time; docs/mutants.md is written with TENGEN_UPDATE=1.
/// </summary>
public sealed class MutantTests
{
    private const string PageFile = "docs/mutants.md";
    private static readonly uint? Asked = Environment.GetEnvironmentVariable("TENGEN_MUTANTS") is { } text ? text == "full" ? 1 : uint.Parse(text, CultureInfo.InvariantCulture) : null;
    private static readonly Lazy<IReadOnlyList<Mutant>> Found = new(Scan.Mutants);
    private readonly IReadOnlyList<Mutant> _all;

    public MutantTests()
    {
        Assert.SkipUnless(LibclangLibrary.IsAvailable(out var reason), reason);
        _all = Found.Value;
    }

    [Fact]
    public void Every_mutant_has_a_name_of_its_own() => None(_all.GroupBy(mutant => mutant.Name).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void What_is_explained_exists()
    {
        var names = _all.Select(mutant => mutant.Name).ToHashSet();
        None(Explained.All.Where(item => !names.Contains(item.Name)).Select(item => $"explained.tsv: there is no mutant '{item.Name}'"));
    }

    [Fact]
    public void The_page_counts_the_mutants_there_are() => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"- {_all.Count:N0} mutants"), Repository.Read(PageFile), StringComparison.Ordinal);

    [Fact]
    public async Task A_mutant_is_killed_or_explained()
    {
        var chosen = Sample.Of(_all, Asked ?? Sample.Daily);
        var fates = await new MutantTrial(_all).Run(chosen, meetsOnnx: Asked is not null, TestContext.Current.CancellationToken);
        Check(fates);
        Assert.SkipUnless(fates.Count == chosen.Count, $"{fates.Count} of {chosen.Count} mutants have been asked: the next run goes on from TENGEN_MUTANTS_JOURNAL");
        if (Asked is { } oneOf && Effort.Updates)
            File.WriteAllText(Repository.PathOf(PageFile), MarkdownPage.Of(ScorePage.Of(fates, _all.Count, oneOf), $"TENGEN_MUTANTS={(oneOf == 1 ? "full" : oneOf)}, TENGEN_UPDATE=1 and Tengen.Conformance.Mutants.Tests", "measured on request, a part of it in every run of the tests"));
    }

    private static void Check(IReadOnlyList<Fate> fates) => None(fates
        .Where(fate => fate.IsKilled == Explained.ByName.ContainsKey(fate.Mutant.Name))
        .Select(fate => fate.IsKilled ? $"killed, and explained as surviving: {fate.Mutant.Name}" : $"{(fate.IsReached ? "survives" : "is not reached")}: {fate.Mutant.File}:{fate.Mutant.Line} {fate.Mutant.Name}"));

    private static void None(IEnumerable<string> complaints) => Assert.True(!complaints.Any(), string.Join('\n', complaints));
}
