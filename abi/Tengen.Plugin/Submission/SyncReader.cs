// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>Reads waits and refuses what this device does not honour (TG-H-12).</summary>
internal static unsafe class SyncReader
{
    public static void Read(DeviceState state, tg_sync* waits, uint count, uint stride, uint signals, WaitPoint* target)
    {
        if (signals > 0)
            throw new PluginException(Status.Unsupported, "kit:timeline", "signals name timelines, which this device does not have");
        if (!state.HonoursWaits)
            throw new PluginException(Status.InvalidArgument, "TG-H-12", $"{count} waits on a device without WAITS");
        for (uint i = 0; i < count; i++)
        {
            var wait = Wire.At(waits, stride, i, "waits");
            Wire.Zero(wait.flags, "tg_sync.flags");
            if (wait.reserved != null)
                Wire.ThrowTooNew("tg_sync.reserved");
            if (wait.timeline != null)
                throw new PluginException(Status.Unsupported, "kit:timeline", "a wait names a timeline, which this device does not have");
            if (wait.queue >= state.Queues.Length || wait.value > state.Queues[wait.queue].Accepted)
                throw new PluginException(Status.InvalidArgument, "TG-H-12", $"wait {i} names ticket {wait.value} of queue {wait.queue}, which was not accepted");
            target[i] = new WaitPoint((int)wait.queue, wait.value);
        }
    }
}
