// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Measuring;

/// <summary>How a program was brought to its steady state.</summary>
/// <param name="Seconds">How long it took, pauses included.</param>
/// <param name="Executions">How many.</param>
/// <param name="Windows">Windows of executions, a pause after each.</param>
/// <param name="Fall">By what share the last windows still undercut all before them; 0 when they did not.</param>
public sealed record WarmUpOutcome(double Seconds, long Executions, int Windows, double Fall)
{
    /// <summary>Windows at least, half of which have to bring nothing new: together longer than a runtime waits before it compiles again.</summary>
    public const int LeastWindows = 6;

    /// <summary>A gain that still counts as none.</summary>
    public const double LargestFall = 0.03;

    /// <summary>The executions had stopped getting faster.</summary>
    public bool Reached => Windows >= LeastWindows && Fall <= LargestFall;
}
