// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>Opens per device, held against <see cref="DeviceInfo.MaxOpens"/>.</summary>
internal static class OpenCounts
{
    private static readonly Dictionary<int, int> Counts = [];

    public static void Enter(int index, DeviceInfo info)
    {
        lock (Counts)
        {
            var open = Counts.GetValueOrDefault(index);
            if (info.MaxOpens > 0 && open >= info.MaxOpens)
                throw new PluginException(Status.LimitReached, "kit:max_opens", $"device '{info.Name}' is open {open} times, as often as it can be; close it elsewhere");
            Counts[index] = open + 1;
        }
    }

    public static void Leave(int index)
    {
        lock (Counts)
            Counts[index]--;
    }
}
