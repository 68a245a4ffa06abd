// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Globalization;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime;

/// <summary>What a session asks of the provider.</summary>
/// <param name="Backend">Absolute path of the plugin.</param>
/// <param name="Device">Index of its device.</param>
/// <param name="Open">Settings for <c>device_open</c>.</param>
/// <param name="Compile">Settings for <c>graph_query</c> and <c>program_create</c>.</param>
/// <param name="Layers">Absolute paths of layers over the plugin, the one called first first.</param>
/// <param name="Patience">How long a run on an asynchronous device may last.</param>
internal sealed record ProviderOptions(
    string Backend, int Device, ImmutableDictionary<string, string> Open, ImmutableDictionary<string, string> Compile, ImmutableArray<string> Layers, TimeSpan Patience)
{
    private const string Prefix = "ep.tengen.";
    private const string Legal = "backend=PATH, device=INDEX, layer=LAYER[,LAYER...], patience=SECONDS, open.KEY=VALUE, compile.KEY=VALUE";
    private const double LongestPatience = 1e6;

    /// <summary>Reads the session's entries <c>ep.tengen.*</c>.</summary>
    /// <exception cref="ProviderException">An option is unknown or malformed, or the backend is not named.</exception>
    public static unsafe ProviderOptions Of(OrtSessionOptions* session)
    {
        OrtKeyValuePairs* pairs;
        Ort.Check(Ort.Api->GetSessionOptionsConfigEntries(session, &pairs));
        byte** keys;
        byte** values;
        nuint count;
        Ort.Api->GetKeyValuePairs(pairs, &keys, &values, &count);
        var entries = new List<(string, string)>();
        for (nuint i = 0; i < count; i++)
            if (Ort.Text(keys[i]) is var key && key.StartsWith(Prefix, StringComparison.Ordinal))
                entries.Add((key[Prefix.Length..], Ort.Text(values[i])));
        Ort.Api->ReleaseKeyValuePairs(pairs);
        return Parse(entries);
    }

    /// <inheritdoc cref="Of"/>
    public static ProviderOptions Parse(IEnumerable<(string Key, string Value)> entries)
    {
        string? backend = null;
        var layers = "";
        var device = 0;
        var patience = TimeSpan.FromMinutes(5);
        var open = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var compile = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            if (key == "backend")
                backend = value;
            else if (key == "device")
                device = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    ? index
                    : throw Invalid($"option 'device' is '{value}', it must be the index of a device: 0, 1, ...");
            else if (key == "layer")
                layers = value;
            else if (key == "patience")
                patience = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestPatience
                    ? TimeSpan.FromSeconds(seconds)
                    : throw Invalid($"option 'patience' is '{value}', it must be seconds above 0 and at most {LongestPatience}");
            else if (key.StartsWith("open.", StringComparison.Ordinal))
                open[key["open.".Length..]] = value;
            else if (key.StartsWith("compile.", StringComparison.Ordinal))
                compile[key["compile.".Length..]] = value;
            else
                throw Invalid($"there is no option '{key}'; the options are {Legal}");
        }
        if (string.IsNullOrEmpty(backend))
            throw Invalid($"option 'backend' is missing: the absolute path of a plugin; the options are {Legal}");
        if (!Path.IsPathFullyQualified(backend))
            throw Invalid($"option 'backend' is '{backend}', it must be an absolute path");
        return new ProviderOptions(backend, device, open.ToImmutable(), compile.ToImmutable(), LayerNames.Resolve(layers, backend), patience);
    }

    /// <summary>True when sessions with either can share an open device.</summary>
    public bool OpensLike(ProviderOptions other) =>
        Backend == other.Backend && Device == other.Device && Patience == other.Patience && Layers.SequenceEqual(other.Layers)
        && Open.Count == other.Open.Count && Open.All(pair => other.Open.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static ProviderException Invalid(string text) => new(OrtErrorCode.ORT_INVALID_ARGUMENT, text);
}
