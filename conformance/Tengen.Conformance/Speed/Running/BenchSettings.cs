// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Running;

/// <summary>How a benchmark is conducted.</summary>
public sealed record BenchSettings
{
    /// <summary>Samples of a series at least. Source: conformance rules, section 7.</summary>
    public const int LeastRounds = 30;

    /// <summary>Warm samples of a series at most.</summary>
    private const int MostWarm = 1000;

    /// <summary>Cold samples of a series at most: before each the caches are overwritten, which lasts longer than most of them.</summary>
    private const int MostCold = 4 * LeastRounds;

    /// <summary>Times that samples are taken, a warm-up before each, while they are not those of a steady state.</summary>
    public const int MostAttempts = 3;

    /// <summary>Rounds of a probe for cheating.</summary>
    public const int ProbeRounds = 15;

    /// <summary>Seconds that the warm samples of a series last at least, together.</summary>
    public double MinSeconds { get; init; } = 0.2;

    /// <summary>Seconds that the samples of a series may last, together, for the sake of a narrow interval; the least number is taken whatever it lasts.</summary>
    public double MaxSeconds { get; init; } = 3;

    /// <summary>Seconds that one warm sample lasts at least: four orders above the clock's resolution.</summary>
    public double BatchSeconds { get; init; } = 0.002;

    /// <summary>Warm samples of a series.</summary>
    public SamplePlan WarmRounds => new((int)Math.Clamp(Math.Ceiling(MinSeconds / BatchSeconds), LeastRounds, MostWarm), MostWarm, MaxSeconds);

    /// <summary>Cold samples of a series.</summary>
    public SamplePlan ColdRounds => new(LeastRounds, MostCold, MaxSeconds);
}
