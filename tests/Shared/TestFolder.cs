// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests;

/// <summary>Folders for tests, removed when the test process ends.</summary>
internal static class TestFolder
{
    private static readonly string Root = Made();
    private static int _count;

    /// <summary>A new empty folder.</summary>
    public static string New(string name) => Directory.CreateDirectory(Path.Combine(Root, $"{name}-{Interlocked.Increment(ref _count)}")).FullName;

    private static string Made()
    {
        var root = Directory.CreateTempSubdirectory("tengen-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    }
}
