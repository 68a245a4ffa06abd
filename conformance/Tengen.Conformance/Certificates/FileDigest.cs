// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace Tengen.Conformance.Certificates;

/// <summary>SHA-256 of files, lower-case hex.</summary>
public static class FileDigest
{
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>The running suite: over a line <c>name digest</c> for each of its assemblies beside the program, by name.</summary>
    public static string OfSuite()
    {
        var lines = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Path.GetFileName(path).StartsWith("Tengen.", StringComparison.Ordinal) || Path.GetFileName(path) == "tengen.dll")
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetFileName(path)} {Of(path)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
