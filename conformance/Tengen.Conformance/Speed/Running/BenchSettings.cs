// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Running;

/// <summary>How a benchmark is conducted.</summary>
public sealed record BenchSettings
{
    /// <summary>Samples of a series at least. Source: conformance rules, section 7.</summary>
    public const int LeastRounds = 30;

    /// <summary>Samples of a series at most.</summary>
    public const int MostRounds = 1000;

    /// <summary>Rounds of a probe for cheating.</summary>
    public const int ProbeRounds = 15;

    /// <summary>Seconds that the warm samples of a series last at least, together.</summary>
    public double MinSeconds { get; init; } = 0.2;

    /// <summary>Seconds that one warm sample lasts at least: four orders above the clock's resolution.</summary>
    public double BatchSeconds { get; init; } = 0.002;

    /// <summary>Samples of a warm series whose batches last so long.</summary>
    public int Rounds => (int)Math.Clamp(Math.Ceiling(MinSeconds / BatchSeconds), LeastRounds, MostRounds);
}
