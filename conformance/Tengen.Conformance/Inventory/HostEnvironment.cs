// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Tengen.Conformance.Inventory;

/// <summary>The machine that a run was made on.</summary>
public sealed partial record HostEnvironment
{
    /// <summary>Operating system as it names itself.</summary>
    public required string Os { get; init; }

    /// <summary>Version of its kernel.</summary>
    public required string Kernel { get; init; }

    /// <summary>C library and version; <c>unknown</c> where it does not say.</summary>
    public required string Libc { get; init; }

    /// <summary>.NET runtime that the suite runs on.</summary>
    public required string Runtime { get; init; }

    /// <summary>Instruction set of the process.</summary>
    public required string Architecture { get; init; }

    /// <summary>Model of the processor; <c>unknown</c> where the system does not say.</summary>
    public required string Cpu { get; init; }

    /// <summary>Vector units of the processor that the runtime may use.</summary>
    public required string[] CpuFeatures { get; init; }

    /// <summary>Logical processors that the process may use.</summary>
    public required int Processors { get; init; }

    /// <summary>The machine that the caller runs on.</summary>
    public static HostEnvironment Current() => new()
    {
        Os = RuntimeInformation.OSDescription,
        Kernel = Environment.OSVersion.Version.ToString(),
        Libc = LibcVersion(),
        Runtime = RuntimeInformation.FrameworkDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Cpu = CpuModel(),
        CpuFeatures = [.. Units.Where(unit => unit.IsSupported).Select(unit => unit.Name)],
        Processors = Environment.ProcessorCount,
    };

    private static IEnumerable<(string Name, bool IsSupported)> Units =>
    [
        ("SSE4.2", Sse42.IsSupported), ("AVX", Avx.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("AVX-VNNI", AvxVnni.IsSupported),
        ("AVX-512F", Avx512F.IsSupported), ("AVX-512BW", Avx512BW.IsSupported), ("AVX-512VBMI", Avx512Vbmi.IsSupported), ("AVX10.1", Avx10v1.IsSupported),
        ("AdvSIMD", AdvSimd.IsSupported), ("DotProd", Dp.IsSupported),
    ];

    private static string CpuModel()
    {
        const string Table = "/proc/cpuinfo";
        var line = File.Exists(Table) ? File.ReadLines(Table).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }

    private static string LibcVersion()
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out var libc))
            return "unknown";
        return NativeLibrary.TryGetExport(libc, "gnu_get_libc_version", out _) ? $"glibc {Marshal.PtrToStringUTF8(GlibcVersion())}" : "unknown";
    }

    [LibraryImport("libc.so.6", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GlibcVersion();
}
