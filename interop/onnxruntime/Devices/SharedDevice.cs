// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;

namespace Tengen.Interop.OnnxRuntime.Devices;

/// <summary>
/// An open device that the sessions with the same backend, layers, index and settings share: opening may be exclusive. Closed with the last
/// session; a session made after the device was lost, or broke a rule that ends its use, gets a fresh one.
/// </summary>
internal sealed class SharedDevice
{
    private static readonly List<SharedDevice> Open = [];
    private readonly ProviderOptions _options;
    private readonly Lock _telling = new();
    private int _sessions = 1;
    private volatile int _told;
    private volatile TengenException? _end;

    private SharedDevice(ProviderOptions options, Device device) => (_options, Device) = (options, device);

    public Device Device { get; }

    /// <exception cref="PluginLoadException">The backend or a layer is no plugin.</exception>
    /// <exception cref="TengenException">It has no such device, or refuses to open it.</exception>
    public static SharedDevice Acquire(ProviderOptions options)
    {
        lock (Open)
        {
            if (Open.Find(shared => shared._end is null && shared._options.OpensLike(options)) is { } known)
            {
                known._sessions++;
                return known;
            }
            var settings = new DeviceOptions { Settings = options.Open, Patience = options.Patience };
            var fresh = new SharedDevice(options, PluginLibrary.Load(options.Backend, options.Layers).Open(options.Device, settings));
            Open.Add(fresh);
            return fresh;
        }
    }

    /// <summary>Ends a session's use; the last one closes the device.</summary>
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

    /// <summary>After the loss of the device, or a fault of the plugin that forbids further use, nothing is submitted to it any more.</summary>
    public void Notice(Exception failure)
    {
        if (failure is TengenException { Status.Class: StatusClass.Device or StatusClass.Internal } end)
            _end ??= end;
    }

    /// <exception cref="TengenException">The device has ended; the status is the one that ended it.</exception>
    public void ThrowIfEnded()
    {
        if (_end is { } end)
            throw new TengenException(end.Status, end.Subject, end.Rule, $"{end.Text} (the device is not used any more; a new session opens it again)", end.VendorCode);
    }

    /// <summary>Hands on each broken rule once, whichever session sees it first.</summary>
    public void TellViolations(Action<Violation> tell)
    {
        if (Device.Violations.Count == _told)
            return;
        lock (_telling)
        {
            foreach (var violation in Device.Violations.Skip(_told).ToList())
            {
                _told++;
                tell(violation);
            }
        }
    }
}
