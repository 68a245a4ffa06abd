// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Globalization;
using Tengen.Cli.Backends;
using Tengen.Conformance.Workers;

namespace Tengen.Cli.Commands;

/// <summary>The backends of a benchmark, each under a name of its own: one that is named twice is compared with itself.</summary>
internal sealed record BenchChoice(IReadOnlyList<(string Name, WorkerSettings Settings)> Backends, string? Baseline)
{
    /// <exception cref="UsageException">The oracle has no speed to measure, or the baseline is none of the backends.</exception>
    public static BenchChoice Of(ParseResult parsed, BackendOptions options, string[] names, string? baseline)
    {
        if (names.Contains(BackendLocator.Reference))
            throw new UsageException("the oracle is written to be read, its speed says nothing", "name a backend");
        var backends = new List<(string Name, WorkerSettings Settings)>();
        foreach (var name in names)
        {
            var (plugin, device) = DeviceOf(name);
            var settings = options.Settings(parsed, plugin);
            if (device is { } index)
                settings = settings with { DeviceIndex = index };
            var times = names.Take(backends.Count).Count(other => other == name);
            backends.Add((times == 0 ? name : $"{name}#{times + 1}", settings with { Options = OptionsOf(settings.Options, name, names) }));
        }
        if (baseline is not null && !backends.Exists(backend => backend.Name == baseline))
            throw new UsageException($"'{baseline}' is none of the backends of this run: {string.Join(", ", backends.Select(backend => backend.Name))}");
        return new BenchChoice(backends, backends.Count > 1 ? baseline ?? backends[0].Name : null);
    }

    /// <summary><c>NAME@2</c> is the plugin's device of that index.</summary>
    private static (string Plugin, int? Device) DeviceOf(string name) =>
        name.LastIndexOf('@') is > 0 and var at && int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? (name[..at], index) : (name, null);

    /// <summary>An option <c>NAME:key</c> is for the backend of that name alone.</summary>
    private static SortedDictionary<string, string> OptionsOf(IReadOnlyDictionary<string, string> given, string name, string[] names)
    {
        var own = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            var owner = names.FirstOrDefault(other => key.StartsWith(other + ":", StringComparison.Ordinal));
            if (owner is null)
                own[key] = value;
            else if (owner == name)
                own[key[(owner.Length + 1)..]] = value;
        }
        return own;
    }
}
