// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Text.RegularExpressions;

namespace Tengen.Conformance.Explanations;

/// <summary>A numbered obligation, read from the table at the end of the header that this build of the suite carries.</summary>
/// <param name="Label">Such as <c>TG-P-25</c>.</param>
/// <param name="Enforcer">Who can enforce it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Consequence">What happens when it is broken.</param>
/// <param name="Validated">What the validation layer looks at, or null when it does not.</param>
public sealed partial record Obligation(string Label, string Enforcer, string Rule, string Consequence, string? Validated)
{
    private static readonly Dictionary<string, string> Enforcers = new()
    {
        ["L"] = "the loader",
        ["S"] = "the conformance suite",
        ["V"] = "the validation layer",
        ["N"] = "nobody",
    };

    private static readonly Dictionary<string, string> Checks = Check().Matches(Text("obligations.inc"))
        .ToDictionary(row => $"TG-{row.Groups["side"].Value}-{row.Groups["number"].Value}", row => row.Groups["what"].Value);

    public static IReadOnlyList<Obligation> All { get; } = [.. Row().Matches(Text("tengen.h")).Select(row => new Obligation(
        row.Groups["label"].Value, Enforcers[row.Groups["who"].Value], row.Groups["rule"].Value, row.Groups["then"].Value.TrimEnd(), Checks.GetValueOrDefault(row.Groups["label"].Value)))];

    public static Obligation? Find(string label) => All.FirstOrDefault(obligation => obligation.Label == label);

    private static string Text(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^ \* (?<label>TG-[PH]-\d+) +(?<who>[LSVN])  (?<rule>.*) \| (?<then>.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""^OBLIGATION\((?<side>[HP])_(?<number>\d+), \w+, "(?<what>[^"]*)"\)$""", RegexOptions.Multiline)]
    private static partial Regex Check();
}
