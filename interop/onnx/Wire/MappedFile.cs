// SPDX-License-Identifier: Apache-2.0
using System.IO.MemoryMappedFiles;
using Tengen.Graph;

namespace Tengen.Interop.Onnx.Wire;

/// <summary>
/// A file mapped read-only into memory. Owns the mapping and releases it when collected. The file may be renamed or unlinked while it is
/// mapped; whoever shortens it in place takes the pages away, which the operating system reports as a fault of the process.
/// </summary>
internal sealed unsafe class MappedFile : Storage
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _pointer;

    private MappedFile(FileStream stream)
    {
        Length = stream.Length;
        if (Length == 0)
            return;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
        _pointer += _view.PointerOffset;
    }

    ~MappedFile() => _view?.SafeMemoryMappedViewHandle.ReleasePointer();

    public override byte* Pointer => _pointer;

    public override long Length { get; }

    /// <exception cref="OnnxException">The file cannot be opened or mapped.</exception>
    public static MappedFile Open(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            return new MappedFile(stream);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OnnxException(path, 0, "", $"cannot be read: {cause.Message}", cause);
        }
    }
}
