// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>
/// Memory of one device. A device with memory of its own derives from it; the kit keeps track of ranges and mappings and asks only for
/// legal ones.
/// </summary>
public abstract unsafe class DeviceBuffer(long bytes) : IDisposable
{
    private readonly List<Mapping> _mappings = [];

    /// <summary>Size; at least what was asked for, 0 is legal.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Permanent host address, read once after the buffer was made, or null when only <see cref="Map"/> reaches the memory.</summary>
    public virtual byte* HostPointer => null;

    /// <summary>Permanent device address, read once after the buffer was made, or 0.</summary>
    public virtual ulong Address => 0;

    internal nuint Handle { get; set; }

    /// <summary><see cref="HostPointer"/> and <see cref="Address"/> as they were when the handle was given.</summary>
    internal byte* HostBase { get; private set; }

    internal ulong AddressBase { get; private set; }

    internal Device Owner { get; private set; } = null!;

    /// <summary>Begins host access and gives the address of the range's first byte, valid until <see cref="Unmap"/>. Works after the device was lost.</summary>
    /// <param name="discard">The old contents of the range are not needed.</param>
    public abstract byte* Map(long offset, long bytes, MapAccess access, bool discard);

    /// <summary>Ends the access; written bytes are visible to later submissions.</summary>
    public abstract void Unmap(long offset, long bytes, MapAccess access);

    /// <summary>A handle to the memory that the caller owns.</summary>
    public virtual ExportedMemory Export(MemoryKinds kind) =>
        throw new PluginException(Status.Unsupported, "kit:export", "this memory cannot be exported; map it and copy");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory and ends its mappings. No submission uses it any more.</summary>
    protected virtual void Dispose(bool disposing) { }

    internal void Settle(Device owner)
    {
        Owner = owner;
        HostBase = HostPointer;
        AddressBase = Address;
        Handle = Handles.Buffers.Add(this);
    }

    internal byte* BeginAccess(Mapping mapping)
    {
        lock (_mappings)
        {
            foreach (var other in _mappings)
                if (other.Overlaps(mapping) && (other.Access | mapping.Access) != MapAccess.Read)
                    throw new PluginException(Status.WrongState, "TG-H-16", $"{mapping} overlaps {other}, and not both only read; unmap first");
            var pointer = Map(mapping.Offset, mapping.Bytes, mapping.Access, mapping.Discard);
            _mappings.Add(mapping);
            return pointer;
        }
    }

    internal void EndAccess(Mapping mapping)
    {
        lock (_mappings)
        {
            if (!_mappings.Remove(mapping))
                throw new PluginException(Status.InvalidArgument, "TG-H-16", $"{mapping} is not mapped; unmap repeats map's range and flags");
            Unmap(mapping.Offset, mapping.Bytes, mapping.Access);
        }
    }
}

/// <summary>How a mapping is used.</summary>
[Flags]
public enum MapAccess
{
    Read = 1,
    Write = 2,
}

/// <summary>What <see cref="DeviceBuffer.Export"/> gives: a handle, and where in it the buffer lies.</summary>
public readonly record struct ExportedMemory(ulong Handle, long Offset, long Bytes);

/// <summary>An open mapping.</summary>
internal readonly record struct Mapping(long Offset, long Bytes, MapAccess Access, bool Discard)
{
    public bool Overlaps(Mapping other) =>
        Bytes > 0 && other.Bytes > 0 && Offset < other.Offset + other.Bytes && other.Offset < Offset + Bytes;

    public override string ToString() => $"range [{Offset}, {Offset + Bytes}) for {Access}";
}
