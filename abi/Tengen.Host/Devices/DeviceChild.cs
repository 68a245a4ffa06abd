// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>
/// Something made in a device. Disposing it frees it once no pending submission uses it (TG-H-6); the device frees what is left when it is
/// disposed (TG-H-5). Thread-safe, except that nothing may be used while it is disposed (TG-H-3).
/// </summary>
public abstract class DeviceChild : IDisposable
{
    private readonly Lock _lock = new();
    private int _users;
    private bool _disposed;
    private bool _freed;

    private protected DeviceChild(Device device)
    {
        Device = device;
        device.Adopt(this);
    }

    public Device Device { get; }

    /// <summary>Submissions that have not completed and use this object.</summary>
    public int Users => Volatile.Read(ref _users);

    public bool IsDisposed => _disposed;

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            if (_users > 0 || _freed)
                return;
            _freed = true;
        }
        FreeNow();
        GC.SuppressFinalize(this);
    }

    internal void Retain()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _users++;
        }
    }

    /// <summary>Ends a use; true when the object must now be freed by <see cref="FreeNow"/>.</summary>
    internal bool Release()
    {
        lock (_lock)
        {
            _users--;
            if (_users > 0 || !_disposed || _freed)
                return false;
            return _freed = true;
        }
    }

    internal void FreeNow()
    {
        using (Device.Enter())
            Free();
        Device.Disown(this);
    }

    private protected abstract void Free();
}
