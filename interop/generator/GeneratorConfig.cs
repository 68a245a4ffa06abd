// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tengen.Interop.Generator;

/// <summary>
/// What to generate, read from a JSON file. Paths are relative to <see cref="Root"/>, which is relative to the file itself; unknown members
/// and duplicates are errors.
/// </summary>
internal sealed record GeneratorConfig
{
    /// <summary>The directory that all other paths start from, relative to the configuration file.</summary>
    public string Root { get; set; } = ".";

    /// <summary>The header to parse.</summary>
    public required string Header { get; set; }

    /// <summary>Files whose declarations belong to the binding; empty means the header alone. What it includes beyond these only gives names.</summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>Directories for <c>#include</c>.</summary>
    public IReadOnlyList<string> IncludeDirs { get; set; } = [];

    /// <summary>Macros defined on the command line, <c>NAME</c> or <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Defines { get; set; } = [];

    /// <summary>Macros of the compiler's own that are taken away, such as <c>__SSE__</c> where a header would include intrinsics.</summary>
    public IReadOnlyList<string> Undefines { get; set; } = [];

    /// <summary>Platforms that must agree: all 64-bit ones on every layout and value, or the generator fails. Empty means all known ones.</summary>
    public IReadOnlyList<string> Targets { get; set; } = [];

    /// <summary>The C# namespace.</summary>
    public required string Namespace { get; set; }

    /// <summary>The directory that receives the <c>*.g.cs</c> files.</summary>
    public required string Output { get; set; }

    /// <summary>The JSON file that receives the layout manifest; none is written when absent.</summary>
    public string? Layout { get; set; }

    /// <summary>Accessibility of the generated types.</summary>
    public string Visibility { get; set; } = "public";

    /// <summary>False where another binding in the same assembly already turns runtime marshalling off.</summary>
    public bool AssemblyAttributes { get; set; } = true;

    /// <summary>The static class that holds the constants.</summary>
    public required string ConstantsClass { get; set; }

    /// <summary>Regular expression of the macros that are constants of this interface; all by default.</summary>
    public string ConstantsInclude { get; set; } = "";

    /// <summary>Regular expression of the macros that are not, among the included ones; none by default.</summary>
    public string ConstantsExclude { get; set; } = "(?!)";

    /// <summary>True where C's named enumerations only name integers (fields of fixed-width type): their members then become constants.</summary>
    public bool EnumsAsConstants { get; set; }

    /// <summary>False to leave the header's comments out, where they are another project's text.</summary>
    public bool Documentation { get; set; } = true;

    /// <summary>True to take ordinary comments as documentation too.</summary>
    public bool ParseAllComments { get; set; }

    /// <summary>The struct of function pointers made from the exported functions; none is made when absent.</summary>
    public TableConfig? Table { get; set; }

    /// <summary>Marks structs that have a constant for the size of their first release; none when absent.</summary>
    public SizedConfig? Sized { get; set; }

    /// <summary>Path of the file this was read from, relative to the root, for the generated header line.</summary>
    [JsonIgnore]
    public string Origin { get; set; } = "";

    /// <summary>Absolute path of the root.</summary>
    [JsonIgnore]
    public string RootPath { get; set; } = "";

    /// <exception cref="GeneratorException">The file is missing or not a valid configuration.</exception>
    public static GeneratorConfig Load(string path)
    {
        try
        {
            var config = JsonSerializer.Deserialize(File.ReadAllText(path), ConfigJson.Default.GeneratorConfig)
                ?? throw new GeneratorException($"{path}: the configuration is null");
            var root = Path.GetFullPath(config.Root, Path.GetDirectoryName(Path.GetFullPath(path))!);
            return config with { RootPath = root, Origin = Path.GetRelativePath(root, Path.GetFullPath(path)).Replace('\\', '/') };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GeneratorException($"{path}: {e.Message}");
        }
    }

    /// <summary>The absolute form of a configured path; one that begins with <c>~/</c> starts from the user's home, where packages are restored.</summary>
    public string Absolute(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : Path.GetFullPath(path, RootPath);
}

/// <summary>A function-pointer table: its struct's name and the functions that belong to it (a regular expression; all by default).</summary>
internal sealed record TableConfig(string Name, string Include = "");

/// <summary>
/// A struct X that has the constant X + <paramref name="Suffix"/> implements <paramref name="Interface"/>, whose one property
/// <paramref name="Property"/>, an unsigned integer, gives that constant.
/// </summary>
internal sealed record SizedConfig(string Suffix, string Interface, string Property);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(GeneratorConfig))]
internal sealed partial class ConfigJson : JsonSerializerContext;
