// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>
/// Handles that cross the border. A handle is kind, index and generation in one word, so that a stale or foreign one is noticed instead
/// of followed. Looking up takes no lock; the host does not use an object while it destroys it.
/// </summary>
internal sealed class HandleTable<T>(int kind, string noun) where T : class
{
    private const int KindBits = 2;
    private const int IndexBits = 20;
    private const nuint IndexMask = (1u << IndexBits) - 1;

    private struct Slot
    {
        public T? Target;
        public nuint Handle;
        public nuint Generation;
    }

    private readonly Lock _gate = new();
    private readonly Stack<int> _free = new();
    private Slot[] _slots = new Slot[16];
    private int _used;

    /// <exception cref="PluginException">All indices are in use: <see cref="Status.LimitReached"/>.</exception>
    public nuint Add(T target)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out var index))
                index = Next();
            ref var slot = ref _slots[index];
            slot.Generation++;
            slot.Target = target;
            return slot.Handle = (slot.Generation << (KindBits + IndexBits)) | ((nuint)index << KindBits) | (nuint)kind;
        }
    }

    /// <exception cref="PluginException">No living object has this handle.</exception>
    public T Get(nuint handle) => Find(handle) ?? throw Unknown(handle);

    /// <summary>The object, or null when no living one has this handle.</summary>
    public T? Find(nuint handle)
    {
        var slots = Volatile.Read(ref _slots);
        var index = (handle >> KindBits) & IndexMask;
        if (index >= (nuint)slots.Length)
            return null;
        ref var slot = ref slots[index];
        return slot.Handle == handle ? slot.Target : null;
    }

    /// <exception cref="PluginException">No living object has this handle.</exception>
    public T Remove(nuint handle)
    {
        lock (_gate)
        {
            var target = Get(handle);
            var index = (int)((handle >> KindBits) & IndexMask);
            _slots[index].Target = null;
            _slots[index].Handle = 0;
            _free.Push(index);
            return target;
        }
    }

    private PluginException Unknown(nuint handle) => new(
        Status.InvalidArgument, "TG-H-7", $"0x{handle:x} is no living {noun} of this plugin; use what its slot gave, until it is destroyed");

    private int Next()
    {
        if (_used > (int)IndexMask)
            throw new PluginException(Status.LimitReached, "kit:handles", $"{_used} {noun}s are alive, more cannot be named; destroy some");
        if (_used == _slots.Length)
        {
            var grown = new Slot[_slots.Length * 2];
            _slots.CopyTo(grown, 0);
            Volatile.Write(ref _slots, grown);
        }
        return _used++;
    }
}

/// <summary>The handles of this copy of the kit.</summary>
internal static class Handles
{
    public static readonly HandleTable<Device> Devices = new(1, "device");
    public static readonly HandleTable<DeviceBuffer> Buffers = new(2, "buffer");
    public static readonly HandleTable<Program> Programs = new(3, "program");
    public static readonly HandleTable<Timeline> Timelines = new(0, "timeline");
}
