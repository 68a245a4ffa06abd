// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Zoo;

/// <summary>How much is asked of the zoo: by default a wrong configuration goes home when it is caught.</summary>
internal static class Effort
{
    /// <summary>TENGEN_UPDATE=1: the pages are written again.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("TENGEN_UPDATE") == "1";

    /// <summary>TENGEN_ZOO=full: everything below, and the twins are asked under one nonce after another. Takes about a quarter of an hour.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("TENGEN_ZOO") == "full";

    /// <summary>Every configuration meets every case of the operators it claims, so that kills can be counted.</summary>
    public static bool IsComplete => Updates || IsFull;
}
