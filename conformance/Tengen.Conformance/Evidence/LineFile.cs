// SPDX-License-Identifier: Apache-2.0

namespace Tengen.Conformance.Evidence;

/// <summary>The lines of a file as bytes, which is what digests are taken of. A last line without its end was cut off.</summary>
internal static class LineFile
{
    /// <summary>Offset and length of every line; <paramref name="cut"/> says that the last one has no end.</summary>
    public static List<(long Offset, int Length)> Scan(string path, out bool cut)
    {
        var lines = new List<(long, int)>();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[1 << 20];
        long start = 0, position = 0;
        for (int read; (read = file.Read(buffer)) > 0; position += read)
            for (var at = 0; buffer.AsSpan(at, read - at).IndexOf((byte)'\n') is >= 0 and var next; at += next + 1)
            {
                var end = position + at + next;
                lines.Add((start, checked((int)(end - start))));
                start = end + 1;
            }
        cut = start < position;
        if (cut)
            lines.Add((start, checked((int)(position - start))));
        return lines;
    }

    public static byte[] Read(FileStream file, (long Offset, int Length) line)
    {
        var bytes = new byte[line.Length];
        RandomAccess.Read(file.SafeFileHandle, bytes, line.Offset);
        return bytes;
    }
}
