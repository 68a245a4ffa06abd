// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>An obligation that a plugin was seen to break while it went on working.</summary>
/// <param name="Rule">Its label, such as <c>TG-P-18</c>.</param>
/// <param name="Text">What was seen, with the values.</param>
public sealed record Violation(string Rule, string Text)
{
    public override string ToString() => $"{Rule}: {Text}";
}
