// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Rooflines;

/// <summary>What a machine can do at most: the host by probes of its own, another device by programs of known work.</summary>
/// <param name="Threads">Threads of the probes; 0 where programs were the probes.</param>
/// <param name="Arithmetic">One peak a kind of arithmetic.</param>
/// <param name="Bandwidth">One a working set, ascending.</param>
public sealed record MachinePeaks(int Threads, IReadOnlyList<ArithmeticPeak> Arithmetic, IReadOnlyList<BandwidthPeak> Bandwidth)
{
    /// <summary>The peak for a dtype. 16-bit floats are computed as f32 where the machine has no peak of their own; bytes of either sign are i8.</summary>
    /// <returns>Null when no probe measures such arithmetic.</returns>
    public ArithmeticPeak? ArithmeticOf(string type) =>
        Arithmetic.FirstOrDefault(peak => peak.Type == type)
        ?? Arithmetic.FirstOrDefault(peak => peak.Type == type switch { "f16" or "bf16" => "f32", "u8" => "i8", _ => "" });

    /// <summary>The bandwidth that so many bytes can have at most: that of the largest working set which is no larger.</summary>
    public BandwidthPeak? BandwidthOf(long bytes) => Bandwidth.LastOrDefault(peak => peak.WorkingSet <= bytes) ?? (Bandwidth is [var smallest, ..] ? smallest : null);

    /// <summary>The bandwidth beyond all caches.</summary>
    public BandwidthPeak? MemoryBandwidth => Bandwidth is [.., var largest] ? largest : null;
}

/// <summary>Operations a second; a multiply-add is two.</summary>
/// <param name="Type">dtype of the operands.</param>
/// <param name="OperationsPerSecond">The largest rate seen.</param>
/// <param name="Probe">What gave it.</param>
public sealed record ArithmeticPeak(string Type, double OperationsPerSecond, string Probe);

/// <summary>Bytes a second at one working set.</summary>
/// <param name="WorkingSet">Bytes over all threads.</param>
/// <param name="BytesPerSecond">The largest rate seen.</param>
/// <param name="Probe">What gave it.</param>
public sealed record BandwidthPeak(long WorkingSet, double BytesPerSecond, string Probe);
