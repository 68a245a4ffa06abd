// SPDX-License-Identifier: Apache-2.0
using Tengen.Cli.Commands;

namespace Tengen.Cli.Scaffolding;

/// <summary>The files of a new backend outside this tree, and how to go on with them.</summary>
/// <param name="Files">Path below the folder to content.</param>
/// <param name="Build">The command that builds it, in the folder.</param>
/// <param name="Library">What <c>tengen certify</c> takes once it is built, below the folder.</param>
internal sealed record Scaffold(IReadOnlyDictionary<string, byte[]> Files, string Build, string Library)
{
    /// <summary>Writes the files.</summary>
    /// <exception cref="UsageException">The folder has something in it already, or cannot be written.</exception>
    public void Write(DirectoryInfo folder)
    {
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
            throw new UsageException($"'{folder.FullName}' is not empty: nothing was written", "name a new folder");
        try
        {
            foreach (var (path, content) in Files)
            {
                var file = Path.Combine(folder.FullName, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{folder.FullName}' cannot be written: {e.Message}");
        }
    }
}
