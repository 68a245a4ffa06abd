// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>The lines of a file as bytes, which is what digests are taken of. Reads from a stream that somebody else owns, and leaves its position alone.</summary>
internal static class LineFile
{
    private const int Piece = 1 << 20;

    /// <summary>Every line up to the end that the file has now.</summary>
    public static List<LineSpan> Scan(FileStream file)
    {
        var lines = new List<LineSpan>();
        var buffer = new byte[Piece];
        long start = 0, position = 0;
        for (int read; (read = RandomAccess.Read(file.SafeFileHandle, buffer, position)) > 0; position += read)
            for (var at = 0; buffer.AsSpan(at, read - at).IndexOf((byte)'\n') is >= 0 and var next; at += next + 1)
            {
                var end = position + at + next;
                lines.Add(new LineSpan(start, checked((int)(end - start)), IsEnded: true));
                start = end + 1;
            }
        if (start < position)
            lines.Add(new LineSpan(start, checked((int)(position - start)), IsEnded: false));
        return lines;
    }

    public static byte[] Read(FileStream file, LineSpan line)
    {
        var bytes = new byte[line.Length];
        for (int done = 0, read; done < bytes.Length; done += read)
            if ((read = RandomAccess.Read(file.SafeFileHandle, bytes.AsSpan(done), line.Offset + done)) == 0)
                throw new EndOfStreamException($"'{file.Name}' became shorter while it was read");
        return bytes;
    }
}

/// <summary>Where a line lies.</summary>
/// <param name="Offset">Of its first byte.</param>
/// <param name="Length">Bytes without the newline.</param>
/// <param name="IsEnded">A newline follows; a last line without one may have been cut off.</param>
internal readonly record struct LineSpan(long Offset, int Length, bool IsEnded);
