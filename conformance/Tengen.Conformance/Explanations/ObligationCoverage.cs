// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Contract;

namespace Tengen.Conformance.Explanations;

/// <summary>Who holds whom to an obligation: contract cases, the validation layer, or what else does, or why nobody.</summary>
/// <param name="Obligation">The obligation.</param>
/// <param name="Cases">Ids of the contract cases that can show it to be broken, in their order.</param>
/// <param name="Otherwise">What else enforces it, or why nothing does; null where cases or the layer do.</param>
public sealed record ObligationCoverage(Obligation Obligation, IReadOnlyList<string> Cases, string? Otherwise)
{
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["TG-P-1"] = "the loader, which reads the exported symbols before it loads the file",
        ["TG-P-2"] = "the loader, before the first call",
        ["TG-P-3"] = "isolation: a worker that ends takes one case with it, whose verdict is crash; a hang is a hang",
        ["TG-P-36"] = "the gates of every operator case",
        ["TG-P-41"] = "gate.host: about 5% of the cases are run again in an ordinary host",
        ["TG-H-1"] = "a host loads before a layer can look; the suite's own loader refuses relative paths and never unloads",
        ["TG-H-14"] = "a host that stops waiting calls nothing: there is no call to look at",
        ["TG-H-22"] = "needs the history of every operator, which a layer does not have; the suite's own host upgrades before it asks",
        ["TG-H-24"] = "needs the meaning of operators, which a layer does not have; the suite's own host inlines before it asks",
        ["TG-H-27"] = "a host that does not ask again is declined by the device (TG-P-32)",
        ["TG-H-30"] = "no field is newer than 1.0; tests/abi/skew tries it with a simulated next minor",
    };

    public static IReadOnlyList<ObligationCoverage> All { get; } = [.. Obligation.All.Select(obligation =>
        new ObligationCoverage(obligation, [.. ContractCases.All.Where(item => item.Rules.Contains(obligation.Label)).Select(item => item.Id)], Elsewhere.GetValueOrDefault(obligation.Label)))];

    public static ObligationCoverage? Find(string label) => All.FirstOrDefault(coverage => coverage.Obligation.Label == label);

    public bool IsCovered => Cases.Count > 0 || Obligation.Validated is not null;

    /// <summary>docs/obligations.md.</summary>
    public static Page Page()
    {
        int cases = ContractCases.All.Count, covered = All.Count(coverage => coverage.IsCovered);
        return new Page("Obligations",
            $"The numbered rules of the ABI, for plugins (TG-P) and hosts (TG-H), and who holds them to it: {cases} contract cases (contract/<area>/<name>), which run behind the bare table on any device, and the validation layer (--layer validate). "
            + $"{covered} of {All.Count} are held by one or both; the rest says why. Cases judge a host's rule by the answer that the header prescribes for the device.",
            [
                new PageSection("plugins", [], Table(All.Where(coverage => coverage.Obligation.Label.StartsWith("TG-P", StringComparison.Ordinal)))),
                new PageSection("hosts", [], Table(All.Where(coverage => coverage.Obligation.Label.StartsWith("TG-H", StringComparison.Ordinal)))),
                .. ContractCases.All.GroupBy(item => item.Name.Split('/')[0]).Select(area => new PageSection($"cases: {area.Key}", [],
                    new PageTable(["case", "obligations"], [.. area.Select(item => (IReadOnlyList<string>)[item.Id, string.Join(' ', item.Rules)])]))),
            ]);
    }

    private static PageTable Table(IEnumerable<ObligationCoverage> rows) => new(["number", "rule", "cases", "the validation layer looks at", "otherwise"], [.. rows.Select(coverage => (IReadOnlyList<string>)
    [
        coverage.Obligation.Label, coverage.Obligation.Rule, Areas(coverage.Cases), coverage.Obligation.Validated ?? "", coverage.Otherwise ?? "",
    ])]);

    private static string Areas(IReadOnlyList<string> cases) => cases.Count <= 3 ? string.Join(", ", cases.Select(id => id[ContractCase.Prefix.Length..]))
        : string.Join(", ", cases.GroupBy(id => id.Split('/')[1]).Select(area => $"{area.Key} ({area.Count()})"));
}
