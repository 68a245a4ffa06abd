// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;
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
    private readonly Dictionary<string, LineSpan> _lines = new(StringComparer.Ordinal);
    private long _end;

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
            if (!_file.CanSeek)
                return;
            foreach (var line in LineFile.Scan(_file))
                _lines.TryAdd(DigestOf(LineFile.Read(_file, line)), line);
            _end = _file.Length;
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
        var digest = DigestOf(line);
        lock (_lock)
        {
            try
            {
                _file.Write(ended);
                _lines.TryAdd(digest, new LineSpan(_end, line.Length, IsEnded: true));
                _end += ended.Length;
            }
            catch (IOException e)
            {
                throw new JournalException(Path, e);
            }
        }
        return digest;
    }

    /// <summary>True when there is a line of this digest.</summary>
    public bool Holds(string digest)
    {
        lock (_lock)
            return _lines.ContainsKey(digest);
    }

    /// <summary>A case's evidence by the digest of its line.</summary>
    /// <exception cref="EvidenceException">There is no such line, or it is no evidence.</exception>
    internal CaseEvidence Read(string digest)
    {
        LineSpan line;
        lock (_lock)
            if (!_lines.TryGetValue(digest, out line))
                throw new EvidenceException(CaseEvidence.Missing, $"no line of '{Path}' has the digest {digest}");
        return Parse(LineFile.Read(_file, line));
    }

    /// <exception cref="EvidenceException">It is no evidence.</exception>
    internal static CaseEvidence Parse(byte[] line)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, EvidenceJson.Default.CaseEvidence) is { } evidence)
                return evidence;
        }
        catch (JsonException)
        {
        }
        throw new EvidenceException("evidence.damaged", "a line is no evidence of a case");
    }

    private static string DigestOf(byte[] line) => Convert.ToHexStringLower(SHA256.HashData(line));

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }
}
