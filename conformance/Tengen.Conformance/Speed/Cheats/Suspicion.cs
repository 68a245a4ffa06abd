// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Speed.Cheats;

/// <summary>A probe for one kind of cheating.</summary>
internal static class Suspicion
{
    /// <summary>Times in a row that a probe has to find something before it counts: a disturbance does not come twice.</summary>
    private const int Confirmations = 2;

    /// <summary>Runs a probe until it finds nothing, or has found something often enough.</summary>
    /// <returns>The last finding, or null.</returns>
    public static async Task<BenchFinding?> Confirmed(Func<int, Task<BenchFinding?>> probe)
    {
        BenchFinding? finding = null;
        for (var attempt = 0; attempt < Confirmations; attempt++)
            if ((finding = await probe(attempt).ConfigureAwait(false)) is null)
                return null;
        return finding;
    }
}
