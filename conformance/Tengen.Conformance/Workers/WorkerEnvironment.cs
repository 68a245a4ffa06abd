// SPDX-License-Identifier: Apache-2.0
using System.Collections;

namespace Tengen.Conformance.Workers;

/// <summary>
/// The environment variables that a worker is given: named ones, those that the suite sets itself, and nothing else of what the suite's own process has. What is
/// given is pinned, so that a run does not depend on what nobody wrote down.
/// </summary>
public static class WorkerEnvironment
{
    /// <summary>Holds the names of further variables to pass, separated by blanks; passed, and so pinned, itself.</summary>
    public const string Further = "TENGEN_PASS";

    /// <summary>What the suite sets itself, whatever its own process has. A crash leaves no dump; managed code is not instrumented before it is optimised, and so reaches its steady state sooner.</summary>
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["DOTNET_DbgEnableMiniDump"] = "0",
        ["DOTNET_TieredPGO"] = "0",
    };

    /// <summary>The same where nobody said otherwise: a killed worker would leave the pipes of its debugger behind; who debugs a plugin sets this to 1.</summary>
    private const string Diagnostics = "DOTNET_EnableDiagnostics";

    /// <summary>What programs need to find their files, their place and their words.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "TMPDIR", "LANG", "LANGUAGE", "TZ", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "XDG_RUNTIME_DIR",
        "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles",
    };

    /// <summary>Loaders, allocators, threads, drivers, runtimes and sanitizers, by the beginnings of their names.</summary>
    private static readonly string[] Prefixes =
    [
        "LC_", "LD_", "DYLD_", "GLIBC_", "MALLOC_", "OMP_", "GOMP_", "KMP_", "MKL_", "OPENBLAS_", "CUDA_", "NVIDIA_", "HIP_", "HSA_", "ROCR_", "ZE_", "ONEAPI_", "OCL_", "OPENCL_", "POCL_",
        "VK_", "MESA_", "DOTNET_", "COMPlus_", "TENGEN_", "ASAN_", "LSAN_", "TSAN_", "UBSAN_",
    ];

    /// <summary>Names that the suite sets and an ordinary program's environment has not.</summary>
    internal static IEnumerable<string> OwnNames => Own.Keys.Append(Diagnostics);

    /// <summary>What a worker of this process is given, by name.</summary>
    public static IReadOnlyDictionary<string, string> Passed()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value);
        Restrict(environment);
        return new SortedDictionary<string, string>(environment.ToDictionary(pair => pair.Key, pair => pair.Value ?? ""), StringComparer.Ordinal);
    }

    /// <summary>Makes of an environment of this process the one that a worker is about to be started with.</summary>
    internal static void Restrict(IDictionary<string, string?> environment)
    {
        var further = FurtherNames();
        foreach (var name in environment.Keys.Where(name => !IsPassed(name, further)).ToList())
            environment.Remove(name);
        foreach (var (name, value) in Own)
            environment[name] = value;
        environment.TryAdd(Diagnostics, "0");
    }

    private static bool IsPassed(string name, string[] further) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) || further.Contains(name, StringComparer.Ordinal);

    private static string[] FurtherNames() => Environment.GetEnvironmentVariable(Further)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
