// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Cheats;

/// <summary>What takes a figure its claim without being suspicious.</summary>
internal static class Claims
{
    /// <summary>Processor time over wall time below which a device that computes on the host's processors sleeps.</summary>
    private const double LeastBusy = 0.05;

    /// <summary>A score above this is no rounding of a probe.</summary>
    private const double LargestScore = 1.1;

    /// <summary>A device on the host's processors that uses none of them is not computing.</summary>
    public static BenchFinding? Sleeps(string kind, double busy) => kind == "cpu" && busy < LeastBusy
        ? SpeedRule.Sleeps.Broken(string.Create(CultureInfo.InvariantCulture, $"the process used {busy:P0} of one processor while it was timed: it sleeps, and what it could do does not show"))
        : null;

    /// <summary>Faster than the machine: work is left out, or the probe does not reach what the backend uses.</summary>
    public static BenchFinding? Impossible(Roofline limit, Timing timing) => timing.Conclusive && limit.Score > LargestScore
        ? SpeedRule.Roof.Broken(string.Create(CultureInfo.InvariantCulture, $"it takes 1/{limit.Score:0.00} of its limit ({limit.Bound}): it does less work than the oracle's kernel, or uses instructions that the probe does not ({limit.Probe})"))
        : null;
}
