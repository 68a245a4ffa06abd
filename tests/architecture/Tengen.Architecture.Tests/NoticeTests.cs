// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Tengen.Tests;

namespace Tengen.Architecture;

/// <summary>
/// THIRD-PARTY-NOTICES.md is generated from the dependency graph that restore resolved for what ships. Run the test with
/// TENGEN_UPDATE=1 to write it again.
/// </summary>
public sealed class NoticeTests
{
    private const string Notice = "THIRD-PARTY-NOTICES.md";

    [Fact]
    public void The_third_party_notice_matches_the_dependency_graph()
    {
        var generated = Generate();
        if (Environment.GetEnvironmentVariable("TENGEN_UPDATE") == "1")
            File.WriteAllText(Repository.PathOf(Notice), generated);
        Assert.Equal(generated, Repository.Read(Notice));
    }

    private static string Generate()
    {
        var text = new StringBuilder("<!-- SPDX-License-Identifier: Apache-2.0 -->\n# Third-party notices\n\nWhat ships with Tengen and is not ours, from the resolved dependency graph of the shipped projects.\n\n| package | version | licence | copyright |\n|---|---|---|---|\n");
        foreach (var package in Shipped().DistinctBy(package => package.Id + package.Version).OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase))
            text.Append($"| {package.Id} | {package.Version} | {package.License} | {package.Copyright} |\n");
        return text.ToString();
    }

    private static IEnumerable<(string Id, string Version, string License, string Copyright)> Shipped()
    {
        foreach (var project in Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.StartsWith("tests/", StringComparison.Ordinal) && !IsBuildTool(file)))
        {
            var assets = Path.Combine(Path.GetDirectoryName(Repository.PathOf(project))!, "obj", "project.assets.json");
            if (!File.Exists(assets))
                continue;
            using var json = JsonDocument.Parse(File.ReadAllText(assets));
            var folder = json.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
            var shipped = json.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package" && HasFiles(library.Value))
                .Select(library => library.Name);
            foreach (var name in shipped)
            {
                var library = json.RootElement.GetProperty("libraries").GetProperty(name);
                var nuspec = Directory.EnumerateFiles(Path.Combine(folder, library.GetProperty("path").GetString()!), "*.nuspec").Single();
                var metadata = XDocument.Load(nuspec).Root!.Elements().First(element => element.Name.LocalName == "metadata");
                string Field(string field) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == field)?.Value.Trim().ReplaceLineEndings(" ") ?? "";
                yield return (name.Split('/')[0], name.Split('/')[1], Field("license") is { Length: > 0 } license ? license : Field("licenseUrl"), Field("copyright"));
            }
        }
    }

    /// <summary>Source generators run in the compiler and do not ship.</summary>
    private static bool IsBuildTool(string project) => Repository.Read(project).Contains("<IsRoslynComponent>true", StringComparison.Ordinal);

    private static bool HasFiles(JsonElement library) =>
        (library.TryGetProperty("runtime", out var runtime) && runtime.EnumerateObject().Any(file => !file.Name.EndsWith("_._", StringComparison.Ordinal)))
        || library.TryGetProperty("runtimeTargets", out _);
}
