// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Cli.Commands;

/// <summary>A small file that an option names: a key, a nonce, waivers, a certificate. What is wrong with it is said in words of its own.</summary>
internal static class InputFile
{
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, such as "waiver file".</param>
    /// <param name="next">Where such a file comes from.</param>
    /// <exception cref="UsageException">There is none, it is a folder, it is empty, or it cannot be read.</exception>
    public static byte[] Read(string path, string what, string next)
    {
        if (Directory.Exists(path))
            throw new UsageException($"'{path}' is a folder, where the {what} is to be", next);
        if (!File.Exists(path))
            throw new UsageException($"there is no {what} '{path}'", next);
        try
        {
            return File.ReadAllBytes(path) is { Length: > 0 } bytes ? bytes : throw new UsageException($"'{path}' is empty: no {what}", next);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be read: {e.Message}", next);
        }
    }

    /// <summary>The error for a file that was read and is something else: where in it, in lines and columns from 1, and why as far as that is said in words for people.</summary>
    public static UsageException Foreign(string path, string what, string next, Exception why) => new(
        why switch
        {
            JsonException { LineNumber: { } line, BytePositionInLine: { } column, InnerException: JsonException } => $"'{path}' is no {what}: it is no JSON, or cut off, at line {line + 1}, column {column + 1}",
            JsonException { Path: { Length: > 1 } member } => $"'{path}' is no {what}: what is at {member[(member[1] == '.' ? 2 : 1)..]} does not belong there, or something beside it is missing",
            JsonException { LineNumber: not null } => $"'{path}' is no {what}: it is JSON about something else, or made by a newer version",
            _ => $"'{path}' is no {what}: {why.Message}",
        },
        next);
}
