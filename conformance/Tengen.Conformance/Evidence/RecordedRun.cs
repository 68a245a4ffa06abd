// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Evidence;

/// <summary>
/// A run as its files tell it: the results file and the evidence beside it. Damaged lines are named, not skipped. The files stay open until
/// disposed. Reading from several threads is safe.
/// </summary>
public sealed class RecordedRun : IDisposable
{
    private readonly Dictionary<string, CaseResult> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Offset, int Length)> _evidence = new(StringComparer.Ordinal);
    private readonly FileStream? _evidenceFile;

    /// <param name="path">The results file.</param>
    /// <exception cref="EvidenceException">It is no results file: its first line is no header.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public RecordedRun(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Header = ReadResults() ?? throw new EvidenceException("results.header", $"'{path}' is no results file, or its first line is damaged");
        EvidencePath = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, EvidenceFile.Name);
        if (!File.Exists(EvidencePath))
            return;
        _evidenceFile = new FileStream(EvidencePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        foreach (var line in LineFile.Scan(EvidencePath, out _))
            _evidence.TryAdd(Convert.ToHexStringLower(SHA256.HashData(LineFile.Read(_evidenceFile, line))), line);
    }

    public string Path { get; }

    public string EvidencePath { get; }

    public RunHeader Header { get; }

    /// <summary>The last word on every judged case, in the order of first judgement.</summary>
    public IReadOnlyCollection<CaseResult> Results => _results.Values;

    /// <summary>Numbers, from 1, of the lines of the results file that are no record; a last line cut off by a kill is not one of them.</summary>
    public List<int> DamagedLines { get; } = [];

    public CaseResult? Find(string id) => _results.GetValueOrDefault(id);

    /// <summary>The evidence that a case's result names.</summary>
    /// <exception cref="EvidenceException">There is none, or it is damaged.</exception>
    public CaseEvidence EvidenceOf(string id)
    {
        var digest = Find(id)?.Evidence ?? throw new EvidenceException("evidence.missing", "its result names no evidence");
        if (!_evidence.TryGetValue(digest, out var line))
            throw new EvidenceException(_evidenceFile is null ? "evidence.missing" : "evidence.damaged", $"no line of {EvidenceFile.Name} has the digest {digest} that its result names");
        var evidence = JsonSerializer.Deserialize(LineFile.Read(_evidenceFile!, line), EvidenceJson.Default.CaseEvidence);
        return evidence is not null && evidence.Case == id ? evidence : throw new EvidenceException("evidence.damaged", $"the evidence that its result names is about '{evidence?.Case}'");
    }

    public void Dispose() => _evidenceFile?.Dispose();

    private RunHeader? ReadResults()
    {
        RunHeader? header = null;
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var lines = LineFile.Scan(Path, out var cut);
        for (var i = 0; i < lines.Count; i++)
        {
            var record = Parse(LineFile.Read(file, lines[i]));
            if (record is null && !(cut && i == lines.Count - 1))
                DamagedLines.Add(i + 1);
            header ??= record?.Run;
            if (record?.Result is { } result)
                _results[result.Case] = result;
        }
        return header;
    }

    private static JournalRecord? Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ConformanceJson.Default.JournalRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
