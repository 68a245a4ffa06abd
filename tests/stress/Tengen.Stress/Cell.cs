// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Host;

namespace Tengen.Stress;

/// <summary>A buffer of equal numbers, what they will be, and the submission that writes them. Owned by one thread.</summary>
/// <param name="MayFail">So may the producer, or what it depends on.</param>
/// <param name="End">A point of its own device that is reached when the producer has ended; null: only its ticket says so.</param>
internal sealed record Cell(Station Station, int Generation, DeviceBuffer Buffer, float Value, Ticket? Producer, bool MayFail, TimelinePoint? End = null)
{
    public const int Elements = 16;
    public const int Bytes = Elements * sizeof(float);

    public bool IsCurrent => Generation == Station.Generation;

    public static Cell Fresh(Station station, float value)
    {
        var buffer = DeviceBuffer.Allocate(station.Device, Bytes);
        var numbers = new float[Elements];
        numbers.AsSpan().Fill(value);
        buffer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return new Cell(station, station.Generation, buffer, value, null, station.MayFail);
    }

    /// <summary>What is wrong with the contents, or null. The producer has ended well.</summary>
    public string? Fault()
    {
        var numbers = new float[Elements];
        Buffer.Read(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers.All(number => number.Equals(Value)) ? null : $"{Station.Name}: {Producer} left {string.Join(' ', numbers)} instead of {Value}";
    }
}
