// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>
/// A block of memory that stays at one address while this object is reachable. Whoever uses <see cref="Pointer"/> keeps the object
/// alive (<see cref="GC.KeepAlive"/>) until the last access; subclasses own the memory and release it when collected or disposed.
/// </summary>
public abstract unsafe class Storage
{
    public abstract byte* Pointer { get; }

    /// <summary>Size in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Zeroed memory from the pinned heap, with 64-byte alignment.</summary>
    public static Storage Allocate(long bytes) => new PinnedStorage(bytes);

    public static Storage CopyOf(ReadOnlySpan<byte> bytes)
    {
        var storage = new PinnedStorage(bytes.Length);
        bytes.CopyTo(new Span<byte>(storage.Pointer, bytes.Length));
        return storage;
    }

    private sealed class PinnedStorage : Storage
    {
        private const int Alignment = 64;
        private readonly byte[]? _array;
        private readonly NativeBlock? _native;

        public PinnedStorage(long bytes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(bytes);
            Length = bytes;
            if (bytes > Array.MaxLength - Alignment)
            {
                _native = new NativeBlock(bytes);
                Pointer = _native.Pointer;
                return;
            }
            _array = GC.AllocateArray<byte>((int)bytes + Alignment, pinned: true);
            fixed (byte* first = _array)
                Pointer = (byte*)(((nuint)first + (Alignment - 1)) & ~(nuint)(Alignment - 1));
        }

        public override byte* Pointer { get; }

        public override long Length { get; }
    }

    private sealed class NativeBlock(long bytes)
    {
        public readonly byte* Pointer = Zeroed(bytes);

        ~NativeBlock() => System.Runtime.InteropServices.NativeMemory.AlignedFree(Pointer);

        private static byte* Zeroed(long bytes)
        {
            var block = System.Runtime.InteropServices.NativeMemory.AlignedAlloc((nuint)bytes, 64);
            System.Runtime.InteropServices.NativeMemory.Clear(block, (nuint)bytes);
            return (byte*)block;
        }
    }
}
