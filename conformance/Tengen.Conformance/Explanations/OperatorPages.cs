// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Explanations;

/// <summary>The pages of all operators, their index and the matrix of number systems, as files of one folder.</summary>
public static class OperatorPages
{
    /// <summary>The name of a file and what it holds; the index first.</summary>
    public static IEnumerable<(string File, string Text)> Markdown
    {
        get
        {
            yield return ("README.md", MarkdownPage.Of(Index()));
            foreach (var kernel in OperatorSet.Kernels.All)
                yield return (File(kernel), MarkdownPage.Of(OperatorPage.Of(kernel)));
            yield return ("number-systems.md", MarkdownPage.Of(NumberSystemsPage.Of(OperatorSet.Kernels.All)));
        }
    }

    private static string File(OperatorKernel kernel) => $"{kernel.Contract.Name}.md";

    private static Page Index() => new(
        "Operators",
        "Values come from double-double; tolerances, where a step rounds, from one recorded run swept backwards, under the arithmetic that a backend declares. "
        + "'tape' means several roundings; sets of cases with random low bits meet gate.statistical besides gate.hard. tengen explain gates tells the rules, tengen explain numbers the number systems operator by operator (number-systems.md).",
        [
            new PageSection("index", [], new PageTable(
                ["operator", "version", "dtypes of the cases", "tolerance", "forms", "cases", "official"],
                [.. OperatorSet.Kernels.All.Select(Row)],
                [.. OperatorSet.Kernels.All.Select(File)])),
        ]);

    private static IReadOnlyList<string> Row(OperatorKernel kernel) =>
    [
        kernel.Contract.Name,
        kernel.Contract.Version.ToString(CultureInfo.InvariantCulture),
        string.Join(' ', kernel.Cases.Types),
        new OperatorTolerance(kernel).Kind,
        string.Join(' ', kernel.Forms),
        CaseSource.Cases(kernel.Contract).Count().ToString(CultureInfo.InvariantCulture),
        OfficialCounts.Of(kernel.Contract.Name).ToString(CultureInfo.InvariantCulture),
    ];
}
