// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Cli.Commands;

namespace Tengen.Cli.Scaffolding;

/// <summary>A plugin in C# on the plugin kit, whose assemblies are copied along: it builds without a package source.</summary>
internal static class CSharpScaffold
{
    private static readonly string[] Kit = ["Tengen.Abi.dll", "Tengen.Graph.dll", "Tengen.Plugin.dll"];

    /// <exception cref="UsageException">The kit does not lie beside the tool.</exception>
    public static Scaffold Of(BackendName name, string vendor)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var assembly in Kit)
        {
            var path = Path.Combine(AppContext.BaseDirectory, "kit", assembly);
            files[$"kit/{assembly}"] = File.Exists(path) ? File.ReadAllBytes(path) : throw new UsageException($"there is no '{path}'", "build or install the tool again: the kit lies beside it");
        }
        foreach (var template in Resources.In("csharp"))
        {
            var path = template["csharp/".Length..].Replace("Plugin", name.Pascal, StringComparison.Ordinal);
            files[path] = Encoding.UTF8.GetBytes(Resources.Text(template)
                .Replace("{{Name}}", name.Pascal, StringComparison.Ordinal)
                .Replace("{{name}}", name.Text, StringComparison.Ordinal)
                .Replace("{{vendor}}", vendor, StringComparison.Ordinal));
        }
        return new Scaffold(files, "dotnet build -c Release", $"bin/Release/net10.0/{name.Pascal}.dll");
    }
}
