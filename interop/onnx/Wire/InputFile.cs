// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Interop.Onnx.Wire;

/// <summary>
/// Brings a regular file into memory: up to <see cref="CopiedBytes"/> are read, so that nothing done to the file later is seen; more are
/// mapped (<see cref="MappedFile"/>). What has no length is refused before it is opened, because opening a FIFO waits for a writer and
/// opening a device may act on it; these, and files of /proc, have none. Symbolic links are followed.
/// </summary>
internal static unsafe class InputFile
{
    public const int CopiedBytes = 64 << 10;

    /// <exception cref="OnnxException">The file is empty, no regular file, or cannot be opened, read or mapped.</exception>
    public static Storage Open(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new IOException("it is a directory");
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            if (file.Length == 0)
                throw new IOException("it is empty or no regular file");
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            if (!stream.CanSeek || stream.Length == 0)
                throw new IOException("it is empty or no regular file");
            return stream.Length <= CopiedBytes ? Copy(stream) : new MappedFile(stream, stream.Length);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OnnxException(path, 0, "", $"cannot be read: {cause.Message}", cause);
        }
    }

    private static Storage Copy(FileStream stream)
    {
        var storage = Storage.Allocate(stream.Length);
        stream.ReadExactly(new Span<byte>(storage.Pointer, (int)storage.Length));
        return storage;
    }
}
