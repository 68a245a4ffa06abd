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
internal sealed record ProviderOptions(string Backend, int Device, ImmutableDictionary<string, string> Open, ImmutableDictionary<string, string> Compile)
{
    private const string Prefix = "ep.tengen.";
    private const string Legal = "backend=PATH, device=INDEX, open.KEY=VALUE, compile.KEY=VALUE";

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
        var device = 0;
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
        return new ProviderOptions(backend, device, open.ToImmutable(), compile.ToImmutable());
    }

    private static ProviderException Invalid(string text) => new(OrtErrorCode.ORT_INVALID_ARGUMENT, text);
}
