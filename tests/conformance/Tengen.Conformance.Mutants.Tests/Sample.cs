// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Tengen.Conformance.Mutants;

/// <summary>
/// Which mutants are asked: those whose name's FNV-1a hash is a multiple of a number, a power of two, so that a larger sample holds every smaller one. The draw depends on nothing but the
/// names, so that it changes with the kernels and with nothing else.
/// </summary>
internal static class Sample
{
    /// <summary>In every run of the tests.</summary>
    public const uint Daily = 64;

    public static IReadOnlyList<Mutant> Of(IEnumerable<Mutant> all, uint oneOf) => [.. all.Where(mutant => Hash(mutant.Name) % oneOf == 0)];

    private static uint Hash(string name)
    {
        const uint offset = 2166136261, prime = 16777619;
        return Encoding.UTF8.GetBytes(name).Aggregate(offset, (hash, letter) => (hash ^ letter) * prime);
    }
}
