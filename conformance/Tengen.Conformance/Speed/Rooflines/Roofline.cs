// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Rooflines;

/// <summary>How fast one program could be at most, and how close it came. Source: Williams, Waterman and Patterson 2009; conformance rules, section 7.</summary>
/// <param name="Operations">Of the oracle's kernel.</param>
/// <param name="Bytes">Of inputs, constants and outputs, each once.</param>
/// <param name="Seconds">t_min: the largest of operations over peak, bytes over bandwidth, launch floor.</param>
/// <param name="Bound">Which of them: compute, memory or launch.</param>
/// <param name="Score">t_min over the median.</param>
/// <param name="OperationsPerSecond">Operations over the median.</param>
/// <param name="PeakOperations">The peak, operations a second.</param>
/// <param name="PeakBytes">The bandwidth, bytes a second.</param>
/// <param name="Probe">What gave peak and bandwidth.</param>
public sealed record Roofline(
    long Operations, long Bytes, double Seconds, string Bound, double Score, double OperationsPerSecond, double? PeakOperations, double? PeakBytes, string Probe)
{
    /// <summary>Operations a second over their peak; null where there is no peak.</summary>
    public double? ShareOfPeak => OperationsPerSecond / PeakOperations;

    /// <param name="work">What has to be done.</param>
    /// <param name="peaks">Of the machine that does it.</param>
    /// <param name="cold">Nothing is in a cache: memory's bandwidth counts whatever the size.</param>
    /// <param name="floor">Seconds of the device's smallest program; null when it has none.</param>
    /// <param name="median">Seconds measured.</param>
    public static Roofline Of(Work work, MachinePeaks peaks, bool cold, double? floor, double median)
    {
        var (arithmetic, bandwidth) = (peaks.ArithmeticOf(work.Type), cold ? peaks.MemoryBandwidth : peaks.BandwidthOf(work.Bytes));
        (double Seconds, string Bound)[] limits =
        [
            (arithmetic is null ? 0 : work.Operations / arithmetic.OperationsPerSecond, "compute"),
            (bandwidth is null ? 0 : work.Bytes / bandwidth.BytesPerSecond, "memory"),
            (floor ?? 0, "launch"),
        ];
        var (seconds, bound) = limits.MaxBy(limit => limit.Seconds);
        return new Roofline(
            work.Operations, work.Bytes, seconds, bound, seconds / median, work.Operations / median, arithmetic?.OperationsPerSecond, bandwidth?.BytesPerSecond,
            $"{arithmetic?.Probe ?? "no probe for this arithmetic"}; {bandwidth?.Probe ?? "no probe for bandwidth"}");
    }
}
