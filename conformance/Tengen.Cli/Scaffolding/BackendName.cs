// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Tengen.Cli.Commands;

namespace Tengen.Cli.Scaffolding;

/// <summary>What a new backend is called: the library's file, the device, a namespace, an include guard.</summary>
internal sealed partial record BackendName
{
    /// <param name="text">A lower-case letter, then up to 31 lower-case letters, digits and underscores.</param>
    /// <exception cref="UsageException">It cannot be a file, a C identifier and a namespace at once.</exception>
    public BackendName(string text)
    {
        if (!Legal().IsMatch(text))
            throw new UsageException($"'{text}' cannot name a backend: it takes a lower-case letter, then up to 31 lower-case letters, digits and underscores", "choose one with --name");
        Text = text;
    }

    public string Text { get; }

    /// <summary>For macros.</summary>
    public string Upper => Text.ToUpperInvariant();

    /// <summary>For C# types.</summary>
    public string Pascal => string.Concat(Text.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex("^[a-z][a-z0-9_]{0,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex Legal();
}
