// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;

namespace Tengen.Cli.Scaffolding;

/// <summary>
/// A plugin in C11: the sources of <c>backends/tiny</c> under another name, the ABI's header and a build of its own. One small device that is
/// certified with this tree stands behind every new one.
/// </summary>
internal static partial class CScaffold
{
    public static Scaffold Of(BackendName name, string vendor)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["include/tengen/tengen.h"] = Encoding.UTF8.GetBytes(Resources.Text("abi/tengen.h")) };
        foreach (var source in Resources.In("tiny"))
            files[$"src/{Rename(source["tiny/".Length..], name, vendor)}"] = Encoding.UTF8.GetBytes(Rename(Resources.Text(source), name, vendor));
        foreach (var template in Resources.In("c"))
            files[template["c/".Length..]] = Encoding.UTF8.GetBytes(Resources.Text(template).Replace("{{name}}", name.Text, StringComparison.Ordinal));
        return new Scaffold(files, "cmake -S . -B build && cmake --build build", $"build/lib{name.Text}.so");
    }

    private static string Rename(string text, BackendName name, string vendor) =>
        Word().Replace(
            text.Replace("tengen-tiny", name.Text, StringComparison.Ordinal)
                .Replace("TENGEN_TINY", name.Upper, StringComparison.Ordinal)
                .Replace(".vendor = \"Tengen\"", $".vendor = \"{vendor}\"", StringComparison.Ordinal),
            name.Text);

    [GeneratedRegex(@"\btiny\b", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
