// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Serialization;

namespace Tengen.Conformance.Certificates;

/// <summary>What ties a run to files and conditions outside it: one line of the results file.</summary>
public sealed record RunPins
{
    /// <summary>SHA-256 of the plugin's file before the first worker loaded it; null for the oracle.</summary>
    public string? PluginSha256 { get; init; }

    /// <summary>SHA-256 over the suite's own assemblies.</summary>
    public required string SuiteSha256 { get; init; }

    /// <summary>Where the nonce came from.</summary>
    public required NonceOrigin NonceOrigin { get; init; }

    /// <summary>The issuer's envelope as JSON text, when the nonce was issued.</summary>
    public string? IssuedNonce { get; init; }

    /// <summary>SHA-256 of the waiver file; null when there was none.</summary>
    public string? WaiversSha256 { get; init; }

    /// <summary>The environment variables that workers were given, all of them.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>SHA-256 of the native files that the suite brings into workers beside the plugin, its own and the layers: see <see cref="NativeParts"/>. Null when the file does not say.</summary>
    public IReadOnlyDictionary<string, string>? Parts { get; init; }
}

/// <summary>Who could have known the inputs before the plugin was fixed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NonceOrigin>))]
public enum NonceOrigin
{
    /// <summary>Everybody: the printed constant of daily use.</summary>
    [JsonStringEnumMemberName("daily")]
    Daily,

    /// <summary>Whoever ran it: chosen on the command line.</summary>
    [JsonStringEnumMemberName("self-issued")]
    SelfIssued,

    /// <summary>Nobody but the issuer, who signed it for this plugin's digest.</summary>
    [JsonStringEnumMemberName("issued")]
    Issued,
}
