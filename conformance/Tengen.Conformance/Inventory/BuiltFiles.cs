// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Inventory;

/// <summary>Native parts of the suite and built-in plugins: beside the running program, or in the build folder of the repository it lies in.</summary>
public static class BuiltFiles
{
    /// <summary>The absolute path of a file such as <c>plugins/libtengen_tiny.so</c>, or null when it is not there.</summary>
    public static string? Find(string file)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, file);
        if (File.Exists(beside))
            return beside;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Backends.sln")))
            {
                var built = Path.Combine(folder.FullName, "build", file);
                return File.Exists(built) ? built : null;
            }
        return null;
    }
}
