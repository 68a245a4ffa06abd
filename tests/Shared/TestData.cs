// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests;

/// <summary>
/// The official ONNX cases and models, which are not part of the checkout. Archives are looked for in <c>$TENGEN_DATA</c>, then in a folder
/// <c>shared/data</c> above the tests, and extracted once per machine. A test that needs what is not there is skipped with the reason.
/// </summary>
internal static class TestData
{
    private const string Debian = "/usr/share/libonnx-testdata/data/node";
    private static readonly Lazy<(string? Folder, string Reason)> Nodes = new(() => OfficialArchive.Extract("onnx-node-cases.tar.xz"));
    private static readonly Lazy<(string? Folder, string Reason)> Light = new(() => OfficialArchive.Extract("onnx-light-models.tar.xz"));

    /// <summary>The folders of the official operator cases, ordered by name.</summary>
    public static IReadOnlyList<string> NodeCases() =>
        FindNodeCases() is { Count: > 0 } cases ? cases : Skip($"{Nodes.Value.Reason}; {Debian} is missing too");

    /// <summary>The same, or none where there are none.</summary>
    public static IReadOnlyList<string> FindNodeCases() =>
        Nodes.Value.Folder is { } folder ? Children(Path.Combine(folder, "node")) : Directory.Exists(Debian) ? Children(Debian) : [];

    /// <summary>The folders of the official light models, ordered by name.</summary>
    public static IReadOnlyList<string> LightModels() =>
        Light.Value.Folder is { } folder ? Children(Path.Combine(folder, "light")) : Skip(Light.Value.Reason);

    private static IReadOnlyList<string> Children(string folder) => [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Skip(string reason)
    {
        Assert.Skip(reason);
        return [];
    }
}
