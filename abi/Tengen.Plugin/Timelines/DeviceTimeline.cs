// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>
/// The device's half of a <see cref="Timeline"/> (tier T2): with it a queue of the device waits for a point by itself, and
/// <see cref="Device.Submit"/> returns before. Made by <see cref="Device.MakeTimeline"/>. The kit calls from any thread, one call per device at a
/// time, with none of its locks held: an implementation may call a driver that ends submissions before it returns.
/// </summary>
public abstract class DeviceTimeline
{
    /// <summary>The timeline has reached <paramref name="value"/>, whoever signalled it. Values ascend; some are left out.</summary>
    protected internal abstract void Reach(ulong value);

    /// <summary>
    /// Lets go everything that waits, whatever it waits for: the device is lost, or the timeline destroyed, which nobody waits for then.
    /// What waits afterwards is let go at once. May be called more than once.
    /// </summary>
    protected internal abstract void Release();
}
