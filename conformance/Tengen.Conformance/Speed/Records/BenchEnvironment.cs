// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Conformance.Speed.Records;

/// <summary>What figures depend on, no backend decides, and verdicts do not: beside the machine that the record <c>run</c> names.</summary>
/// <param name="Pinned">Processors that workers and probes were bound to; null when they were not.</param>
/// <param name="Governor">Frequency governor; null where the system does not say.</param>
/// <param name="LoadAverage">Of the last minute, when the run began; null where the system does not say.</param>
public sealed record BenchEnvironment(string? Pinned, string? Governor, double? LoadAverage)
{
    public static BenchEnvironment Now(string? pinned) => new(pinned, First("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"), Load());

    private static double? Load() => First("/proc/loadavg") is { } text ? double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static string? First(string file) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault() : null;
}
