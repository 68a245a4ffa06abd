// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>Reads waits and signals and refuses what this device does not honour (TG-H-12).</summary>
internal static unsafe class SyncReader
{
    /// <param name="target">Room for the waits.</param>
    /// <returns>The timelines named, or null when there are none.</returns>
    public static TimelineUses? Read(DeviceState state, Syncs waits, Syncs signals, WaitPoint* target)
    {
        if (waits.Count > 0 && !state.HonoursWaits)
            throw new PluginException(Status.InvalidArgument, "TG-H-12", $"{waits.Count} waits on a device without WAITS");
        var uses = signals.Count > 0 ? new TimelineUses((int)signals.Count) : null;
        for (uint i = 0; i < waits.Count; i++)
        {
            var wait = waits.At(i, "waits");
            if (wait.timeline != null)
            {
                var timeline = TimelineOf(state, wait.timeline, $"wait {i}");
                (uses ??= new TimelineUses(0)).AddWait(timeline);
                target[i] = new WaitPoint(-1, wait.value) { TimelineHandle = timeline.Handle };
                continue;
            }
            if (wait.queue >= state.Queues.Length || wait.value > state.Queues[wait.queue].Accepted)
                throw new PluginException(Status.InvalidArgument, "TG-H-12", $"wait {i} names ticket {wait.value} of queue {wait.queue}, which was not accepted");
            target[i] = new WaitPoint((int)wait.queue, wait.value);
        }
        for (uint i = 0; i < signals.Count; i++)
        {
            var signal = signals.At(i, "signals");
            var timeline = TimelineOf(state, signal.timeline, $"signal {i}");
            if (timeline.Queue >= 0)
                throw new PluginException(Status.InvalidArgument, "TG-H-5", $"signal {i} names the timeline of queue {timeline.Queue}, which only the device signals");
            uses!.AddSignal(timeline, signal.value);
        }
        return uses;
    }

    private static Timeline TimelineOf(DeviceState state, tg_timeline* handle, string what)
    {
        if (!state.HasTimelines)
            throw new PluginException(Status.Unsupported, "kit:timeline", $"{what} names a timeline, and device '{state.Device.Info.Name}' has none");
        var timeline = Handles.Timelines.Get((nuint)handle);
        return timeline.Owner == state.Device
            ? timeline
            : throw new PluginException(Status.InvalidArgument, "TG-H-7", $"{what} names a timeline of another device");
    }

    /// <summary>An array of waits or signals as it was given.</summary>
    public readonly ref struct Syncs(tg_sync* first, uint count, uint stride)
    {
        public uint Count { get; } = count;

        private tg_sync* First { get; } = first;

        public tg_sync At(uint index, string what)
        {
            var sync = Wire.At(First, stride, index, what);
            Wire.Zero(sync.flags, "tg_sync.flags");
            if (sync.reserved != null)
                Wire.ThrowTooNew("tg_sync.reserved");
            return sync;
        }
    }
}
