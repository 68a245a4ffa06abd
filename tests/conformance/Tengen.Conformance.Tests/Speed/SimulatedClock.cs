// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Tests.Speed;

/// <summary>Time that passes when a test says so, in nanoseconds.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private long _now;

    public double Seconds => (double)_now / TimestampFrequency;

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => _now;

    public void Advance(double seconds) => _now += (long)Math.Round(seconds * TimestampFrequency);
}
