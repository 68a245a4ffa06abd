// SPDX-License-Identifier: Apache-2.0
using System.Collections;

namespace Tengen.Conformance.Workers;

/// <summary>
/// The environment variables that a worker is given: named ones, and nothing else of what the suite's own process has. What is passed is pinned, so that a run
/// does not depend on what nobody wrote down.
/// </summary>
public static class WorkerEnvironment
{
    /// <summary>Holds the names of further variables to pass, separated by blanks; passed, and so pinned, itself.</summary>
    public const string Further = "TENGEN_PASS";

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

    /// <summary>What a worker of this process is given, by name.</summary>
    public static IReadOnlyDictionary<string, string> Passed()
    {
        var further = FurtherNames();
        return new SortedDictionary<string, string>(
            Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Where(entry => IsPassed((string)entry.Key, further)).ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? ""), StringComparer.Ordinal);
    }

    /// <summary>Takes everything else out of the environment that a worker is about to be started with.</summary>
    internal static void Restrict(IDictionary<string, string?> environment)
    {
        var further = FurtherNames();
        foreach (var name in environment.Keys.Where(name => !IsPassed(name, further)).ToList())
            environment.Remove(name);
    }

    private static bool IsPassed(string name, string[] further) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) || further.Contains(name, StringComparer.Ordinal);

    private static string[] FurtherNames() => Environment.GetEnvironmentVariable(Further)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
