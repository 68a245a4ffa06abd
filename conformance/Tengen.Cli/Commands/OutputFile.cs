// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Cli.Commands;

/// <summary>A file that an option names; <c>-</c> stands for standard output.</summary>
internal static class OutputFile
{
    public const string StandardOutput = "-";

    /// <summary>The caller disposes the stream. An existing file is replaced.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static Stream Open(string target)
    {
        if (target == StandardOutput)
            return Console.OpenStandardOutput();
        try
        {
            return new FileStream(target, FileMode.Create, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{target}' cannot be written: {e.Message}");
        }
    }
}
