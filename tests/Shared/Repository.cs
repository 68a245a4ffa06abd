// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests;

/// <summary>The checkout the tests were built in.</summary>
internal static class Repository
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    public static string Root { get; } = Find();

    /// <summary>The built <c>tengen</c> of the same configuration as the tests.</summary>
    public static string Tool => BuiltFrom("conformance/Tengen.Cli", "tengen");

    /// <summary>A file that the project in a folder is built to, of the same configuration as the tests.</summary>
    public static string BuiltFrom(string project, string file) => PathOf($"{project}/bin/{Configuration}/net10.0/{file}");

    /// <summary>Paths of all files of the tree, relative to <see cref="Root"/>, build outputs and git's own left out.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            yield return file;
        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(child);
            if (name is "bin" or "obj" or ".git" or ".vs" or ".idea" or "BenchmarkDotNet.Artifacts" || (folder == Root && name is "build" or "artifacts"))
                continue;
            foreach (var file in Walk(child))
                yield return file;
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Backends.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"no Backends.sln above {AppContext.BaseDirectory}");
    }
}
