// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;

namespace Tengen.Conformance.Plans;

/// <summary>Chooses cases by glob patterns over their ids: <c>*</c> is any text, <c>?</c> any character. No pattern chooses everything.</summary>
public sealed class CaseFilter(params IReadOnlyList<string> patterns)
{
    private readonly Regex[] _patterns = [.. patterns.Select(Translate)];

    public bool Matches(string id) => _patterns.Length == 0 || _patterns.Any(pattern => pattern.IsMatch(id));

    private static Regex Translate(string glob)
    {
        var regex = new StringBuilder("^");
        foreach (var letter in glob)
            regex.Append(letter switch
            {
                '*' => ".*",
                '?' => ".",
                _ => Regex.Escape(letter.ToString()),
            });
        return new Regex(regex.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
