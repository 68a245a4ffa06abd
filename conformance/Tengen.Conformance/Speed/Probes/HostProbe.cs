// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Rooflines;

namespace Tengen.Conformance.Speed.Probes;

/// <summary>Measures the host's peaks. Takes about two seconds.</summary>
public static class HostProbe
{
    /// <param name="threads">As many as backends may use.</param>
    public static MachinePeaks Run(int threads) => new(threads, ArithmeticProbe.Run(threads), [.. BandwidthProbe.Run(threads)]);
}
