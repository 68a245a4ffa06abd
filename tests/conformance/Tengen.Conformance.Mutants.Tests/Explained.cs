// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Conformance.Mutants;

/// <summary>Mutants that no case kills, each looked at by a person. A line of explained.tsv: kind, name and reason between tabs.</summary>
/// <param name="Kind"><see cref="Equivalent"/>, <see cref="Unreached"/> or <see cref="Hole"/>.</param>
/// <param name="Name"><see cref="Mutant.Name"/>.</param>
/// <param name="Reason">Why.</param>
internal sealed record Explained(string Kind, string Name, string Reason)
{
    /// <summary>No legal case tells it from the unchanged kernel, or the specification allows what it answers.</summary>
    public const string Equivalent = "equivalent";

    /// <summary>No case passes its position.</summary>
    public const string Unreached = "unreached";

    /// <summary>A case would kill it, and the suite has none.</summary>
    public const string Hole = "hole";

    private const string File = "tests/conformance/Tengen.Conformance.Mutants.Tests/explained.tsv";

    /// <summary>In the file's order.</summary>
    public static IReadOnlyList<Explained> All { get; } =
        [.. Repository.Read(File).Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(cells => new Explained(cells[0], cells[1], cells[2]))];

    public static IReadOnlyDictionary<string, Explained> ByName { get; } = All.ToDictionary(item => item.Name);
}
