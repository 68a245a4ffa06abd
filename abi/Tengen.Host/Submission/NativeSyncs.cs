// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>Lays points of timelines out as <c>tg_sync</c> elements.</summary>
internal static unsafe class NativeSyncs
{
    public static uint Fill(ReadOnlySpan<TimelinePoint> points, tg_sync* target)
    {
        foreach (var point in points)
            *target++ = new tg_sync { timeline = point.Timeline.Handle, value = point.Value };
        return (uint)points.Length;
    }
}
