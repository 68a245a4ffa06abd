// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Certificates;

/// <summary>In what two runs are not tied to the same: stretches of one run, or its parts.</summary>
public static class PinDifferences
{
    /// <summary>Files that differ, in words; empty when all are the same.</summary>
    public static IEnumerable<string> OfFiles(RunPins there, RunPins here)
    {
        ArgumentNullException.ThrowIfNull(there);
        ArgumentNullException.ThrowIfNull(here);
        return Of(
            new Dictionary<string, string?> { ["plugin's file"] = there.PluginSha256, ["suite's files"] = there.SuiteSha256, ["waivers"] = there.WaiversSha256 },
            new Dictionary<string, string?> { ["plugin's file"] = here.PluginSha256, ["suite's files"] = here.SuiteSha256, ["waivers"] = here.WaiversSha256 })
            .Concat(there.Parts is { } parts && here.Parts is { } others ? Of(Named("native part", parts), Named("native part", others)) : []);
    }

    /// <summary>Environment variables that differ, in words.</summary>
    public static IEnumerable<string> OfVariables(RunPins there, RunPins here)
    {
        ArgumentNullException.ThrowIfNull(there);
        ArgumentNullException.ThrowIfNull(here);
        return Of(Named("variable", there.Variables), Named("variable", here.Variables));
    }

    private static Dictionary<string, string?> Named(string kind, IReadOnlyDictionary<string, string> values) => values.ToDictionary(pair => $"{kind} {pair.Key}", pair => (string?)pair.Value);

    private static IEnumerable<string> Of(Dictionary<string, string?> there, Dictionary<string, string?> here) =>
        from name in there.Keys.Union(here.Keys)
        let then = there.GetValueOrDefault(name)
        let now = here.GetValueOrDefault(name)
        where then != now
        select $"{name} {Word(then)} there, {Word(now)} here";

    private static string Word(string? value) => value is null ? "not set" : $"'{value}'";
}
