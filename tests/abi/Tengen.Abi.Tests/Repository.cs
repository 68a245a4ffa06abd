// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Abi.Tests;

/// <summary>Where the sources are that a test reads.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Include => Path.Combine(Root, "abi", "include");

    public static string StubHeaders => Path.Combine(Root, "interop", "generator", "stubs");

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Backends.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException($"no Backends.sln above {AppContext.BaseDirectory}");
    }
}
