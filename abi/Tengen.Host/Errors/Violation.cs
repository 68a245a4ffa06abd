// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Tengen.Host;

/// <summary>An obligation that a plugin was seen to break while it went on working.</summary>
/// <param name="Rule">Its label, such as <c>TG-P-18</c>.</param>
/// <param name="Text">What was seen, with the values.</param>
public sealed partial record Violation(string Rule, string Text)
{
    /// <summary>Reads <c>TG-P-18: text</c>; null for any other line.</summary>
    public static Violation? Parse(string line) =>
        Line().Match(line) is { Success: true } match ? new Violation(match.Groups[1].Value, match.Groups[2].Value) : null;


    public override string ToString() => $"{Rule}: {Text}";

    [GeneratedRegex(@"^(TG-[PH]-[0-9]+): (.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
