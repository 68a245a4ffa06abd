// SPDX-License-Identifier: Apache-2.0
using System.Reflection;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>
/// The generator's own standard headers, from its resources. Parsing with <c>-nostdinc</c> and these makes the result independent of the
/// machine's C library.
/// </summary>
internal static class StubHeaders
{
    /// <summary>The directory under which the headers appear to libclang; it exists in memory only.</summary>
    public const string Directory = "/tengen-stubs";

    public static IReadOnlyList<(string Path, byte[] Text)> All { get; } = Load();

    private static List<(string Path, byte[] Text)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var headers = new List<(string Path, byte[] Text)>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".h", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var text = new byte[stream.Length];
            stream.ReadExactly(text);
            headers.Add(($"{Directory}/{name}", text));
        }

        return headers;
    }
}
