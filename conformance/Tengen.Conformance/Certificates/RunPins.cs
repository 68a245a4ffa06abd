// SPDX-License-Identifier: Apache-2.0
using System.Collections;
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

    /// <summary>The environment variables that workers were given and that can change what runs or what it computes.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Variables by the beginnings of their names: loader, threads, drivers, runtimes.</summary>
    private static readonly string[] Prefixes =
        ["LD_", "GLIBC_", "MALLOC_", "OMP_", "GOMP_", "KMP_", "MKL_", "OPENBLAS_", "CUDA_", "NVIDIA_", "HIP_", "ROCR_", "ZE_", "ONEAPI_", "OCL_", "OPENCL_", "POCL_", "VK_", "MESA_", "DOTNET_", "COMPlus_", "TENGEN_"];

    /// <summary>The variables of this process that count, by name.</summary>
    public static IReadOnlyDictionary<string, string> CurrentVariables()
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            if (Prefixes.Any(prefix => ((string)entry.Key).StartsWith(prefix, StringComparison.Ordinal)))
                variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return variables;
    }
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
