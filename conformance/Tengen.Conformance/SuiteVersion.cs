// SPDX-License-Identifier: Apache-2.0
using System.Reflection;

namespace Tengen.Conformance;

/// <summary>Versions that every report carries.</summary>
public static class SuiteVersion
{
    /// <summary>Version of the suite.</summary>
    public static string Suite { get; } =
        typeof(SuiteVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Version of the cases: under another one the same id stands for other data.</summary>
    public static int Cases => Tengen.Reference.Cases.Case.SuiteVersion;

    /// <summary>ABI version the suite speaks.</summary>
    public static string Abi { get; } = $"{Tengen.Abi.Tg.TG_MAJOR}.{Tengen.Abi.Tg.TG_MINOR}";
}
