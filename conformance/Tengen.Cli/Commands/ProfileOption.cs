// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Conformance.Profiles;

namespace Tengen.Cli.Commands;

/// <summary><c>--profile NAME</c>: the verbs that take one take it alike.</summary>
internal sealed class ProfileOption
{
    public Option<string?> Option { get; } = new("--profile") { Description = $"The cases of a profile and no others: {Names}.", HelpName = "profile" };

    public ProfileOption() => Option.CompletionSources.Add(ProfileLibrary.All.Select(profile => profile.Name).ToArray());

    private static string Names => string.Join(", ", ProfileLibrary.All.Select(profile => profile.Name));

    /// <summary>Null when none was asked for.</summary>
    /// <exception cref="UsageException">No profile has that name.</exception>
    public Profile? Chosen(ParseResult parsed) => parsed.GetValue(Option) is { } name ? Find(name) : null;

    /// <exception cref="UsageException">No profile has that name.</exception>
    public static Profile Find(string name) =>
        ProfileLibrary.Find(name) ?? throw new UsageException($"there is no profile '{name}'", $"the profiles are {Names}");
}
