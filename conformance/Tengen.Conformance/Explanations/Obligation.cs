// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Text.RegularExpressions;

namespace Tengen.Conformance.Explanations;

/// <summary>A numbered obligation, read from the table at the end of the header that this build of the suite carries.</summary>
/// <param name="Label">Such as <c>TG-P-25</c>.</param>
/// <param name="Enforcer">Who can enforce it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Consequence">What happens when it is broken.</param>
public sealed partial record Obligation(string Label, string Enforcer, string Rule, string Consequence)
{
    private static readonly Dictionary<string, string> Enforcers = new()
    {
        ["L"] = "the loader",
        ["S"] = "the conformance suite",
        ["V"] = "the validation layer",
        ["N"] = "nobody",
    };

    public static IReadOnlyList<Obligation> All { get; } = [.. Row().Matches(Header()).Select(row => new Obligation(
        row.Groups["label"].Value, Enforcers[row.Groups["who"].Value], row.Groups["rule"].Value, row.Groups["then"].Value.TrimEnd()))];

    public static Obligation? Find(string label) => All.FirstOrDefault(obligation => obligation.Label == label);

    private static string Header()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("tengen.h")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^ \* (?<label>TG-[PH]-\d+) +(?<who>[LSVN])  (?<rule>.*) \| (?<then>.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
