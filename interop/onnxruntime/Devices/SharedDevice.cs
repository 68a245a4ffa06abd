// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;

namespace Tengen.Interop.OnnxRuntime.Devices;

/// <summary>
/// An open device that the sessions with the same backend, index and settings share: opening may be exclusive. Closed with the last session; a
/// session made after the device was lost gets a fresh one.
/// </summary>
internal sealed class SharedDevice
{
    private static readonly List<SharedDevice> Open = [];
    private readonly ProviderOptions _options;
    private int _sessions = 1;
    private volatile bool _lost;

    private SharedDevice(ProviderOptions options, Device device) => (_options, Device) = (options, device);

    public Device Device { get; }

    /// <exception cref="PluginLoadException">The backend is no plugin.</exception>
    /// <exception cref="TengenException">It has no such device, or refuses to open it.</exception>
    public static SharedDevice Acquire(ProviderOptions options)
    {
        lock (Open)
        {
            if (Open.Find(shared => !shared._lost && Same(shared._options, options)) is { } known)
            {
                known._sessions++;
                return known;
            }
            var settings = new DeviceOptions { Settings = options.Open };
            var fresh = new SharedDevice(options, PluginLibrary.Load(options.Backend).Open(options.Device, settings));
            Open.Add(fresh);
            return fresh;
        }
    }

    /// <summary>Ends a session's use.</summary>
    public void Release()
    {
        lock (Open)
        {
            if (--_sessions > 0)
                return;
            Open.Remove(this);
        }
        Device.Dispose();
    }

    /// <summary>Sessions to come open the device anew when this was the loss of it.</summary>
    public void Notice(Exception failure) => _lost |= failure is TengenException { Status.Class: StatusClass.Device };

    private static bool Same(ProviderOptions left, ProviderOptions right) =>
        left.Backend == right.Backend && left.Device == right.Device
        && left.Open.Count == right.Open.Count && left.Open.All(pair => right.Open.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
