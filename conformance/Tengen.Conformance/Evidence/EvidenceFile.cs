// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Evidence;

/// <summary>
/// The evidence beside a results file: a line of JSON for each case in which a device computed, named by the SHA-256 of its bytes. Lines are
/// independent: files of shards are concatenated, and a damaged line costs no other. Thread-safe. Owned by the supervisor; a line is handed to the
/// operating system before the result that names it is.
/// </summary>
public sealed class EvidenceFile : IDisposable
{
    /// <summary>Beside <c>results.jsonl</c>.</summary>
    public const string Name = "evidence.jsonl";

    private readonly FileStream _file;
    private readonly Lock _lock = new();

    /// <summary>Opens the file for appending. A last line that a kill cut off is ended: it stays, and is nobody's evidence.</summary>
    /// <exception cref="JournalException">The folder cannot be made or written to.</exception>
    public EvidenceFile(string path)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            if (_file is { CanSeek: true, Length: > 0 } && _file.Seek(-1, SeekOrigin.End) >= 0 && _file.ReadByte() != '\n')
                _file.WriteByte((byte)'\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(path, e);
        }
    }

    public string Path { get; }

    /// <returns>SHA-256 of the line, lower-case hex.</returns>
    /// <exception cref="JournalException">The line could not be written (disk full).</exception>
    public string Append(byte[] line)
    {
        ArgumentNullException.ThrowIfNull(line);
        byte[] ended = [.. line, (byte)'\n'];
        lock (_lock)
        {
            try
            {
                _file.Write(ended);
            }
            catch (IOException e)
            {
                throw new JournalException(Path, e);
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(line));
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }
}
