// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Cli.Scaffolding;

/// <summary>The files that scaffolds are made of, embedded in the tool.</summary>
internal static class Resources
{
    /// <summary>Names below <paramref name="folder"/>, which they still begin with.</summary>
    public static IEnumerable<string> In(string folder) =>
        typeof(Resources).Assembly.GetManifestResourceNames().Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Resources).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
