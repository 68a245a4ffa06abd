// SPDX-License-Identifier: Apache-2.0
using System.IO.MemoryMappedFiles;
using Tengen.Graph;

namespace Tengen.Interop.Onnx.Wire;

/// <summary>
/// A large file mapped read-only into memory. Owns the mapping and releases it when collected. The file may be renamed or unlinked while
/// it is mapped, but not shortened in place: its pages go away, and the operating system ends the process at the next access (SIGBUS).
/// No check on this side can prevent that without copying the file, so the contract is the caller's.
/// </summary>
internal sealed unsafe class MappedFile : Storage
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _pointer;

    /// <exception cref="IOException">The file cannot be mapped, or lost bytes meanwhile.</exception>
    public MappedFile(FileStream stream, long length)
    {
        Length = length;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        if (RandomAccess.GetLength(stream.SafeFileHandle) < length)
            throw new IOException("the file was shortened while it was mapped");
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
        _pointer += _view.PointerOffset;
    }

    ~MappedFile()
    {
        if (_pointer != null)
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
    }

    public override byte* Pointer => _pointer;

    public override long Length { get; }
}
