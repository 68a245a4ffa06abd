// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tengen.Conformance.Speed.Records;

/// <summary>What the figures depend on and no backend decides.</summary>
/// <param name="Processor">Model, as the system calls it.</param>
/// <param name="Processors">Processors this process may run on: backends and probes use as many threads.</param>
/// <param name="Pinned">Processors that the workers were pinned to; null when they were not.</param>
/// <param name="Governor">Frequency governor; null where the system does not say.</param>
/// <param name="LoadAverage">Of the last minute, when the run began; null where the system does not say.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Runtime">The suite's runtime.</param>
public sealed record BenchEnvironment(string Processor, int Processors, string? Pinned, string? Governor, double? LoadAverage, string System, string Runtime)
{
    public static BenchEnvironment Now(string? pinned) => new(
        Model() ?? RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount, pinned, First("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"), Load(),
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}", RuntimeInformation.FrameworkDescription);

    private static string? Model() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;

    private static double? Load() => First("/proc/loadavg") is { } text ? double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static string? First(string file) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault() : null;
}
