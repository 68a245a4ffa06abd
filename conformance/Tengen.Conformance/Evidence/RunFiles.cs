// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Evidence;

/// <summary>
/// A run as its files tell it, damaged or not: the results file and the evidence beside it. Damaged lines are named, not skipped. The evidence
/// stays open until disposed. Reading from several threads is safe.
/// </summary>
public sealed class RunFiles : IDisposable
{
    private readonly Dictionary<string, CaseResult> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LineSpan> _evidence = new(StringComparer.Ordinal);
    private readonly HashSet<string> _computed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _leaves = new(StringComparer.Ordinal);
    private readonly List<byte[]> _otherLeaves = [];
    private readonly List<JournalRecord> _first = [];
    private readonly FileStream? _evidenceFile;

    /// <param name="path">The results file.</param>
    /// <exception cref="EvidenceException">It is no results file: there is no header, or no plan.</exception>
    /// <exception cref="ResultsException">It cannot be read, or is of another format.</exception>
    public RunFiles(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        ReadResults();
        Header = _first.Select(record => record.Run).OfType<RunHeader>().FirstOrDefault() ?? throw new EvidenceException("results.header", $"'{path}' is no results file, or its first line is damaged");
        if (Header.Format != RunHeader.CurrentFormat)
            throw new ResultsException(path, 1, $"written in format {Header.Format} by suite {Header.Suite}; this build reads format {RunHeader.CurrentFormat}");
        Planned = _first.Select(record => record.Plan).OfType<IReadOnlyList<string>>().FirstOrDefault() ?? throw new EvidenceException("results.plan", $"'{path}' holds no plan, or its line is damaged");
        EvidencePath = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, EvidenceFile.Name);
        if (!File.Exists(EvidencePath))
            return;
        _evidenceFile = new FileStream(EvidencePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        foreach (var line in LineFile.Scan(_evidenceFile))
        {
            var bytes = LineFile.Read(_evidenceFile, line);
            _evidence.TryAdd(Convert.ToHexStringLower(SHA256.HashData(bytes)), line);
            if (CaseOf(bytes) is { } id)
                _computed.Add(id);
        }
    }

    public string Path { get; }

    public string EvidencePath { get; }

    public RunHeader Header { get; }

    /// <summary>The ids of the plan as written; nobody has held them against the header's hash yet.</summary>
    public IReadOnlyList<string> Planned { get; }

    /// <summary>Device and driver, as the backend names them; empty when it was never opened.</summary>
    public string Device => _first.FirstOrDefault(record => record.Opened is not null)?.Opened!.Device ?? "";

    /// <summary>What the device says of itself; null when the file does not say.</summary>
    public DeviceIdentity? Identity => _first.FirstOrDefault(record => record.Opened is not null)?.Opened!.Identity;

    /// <summary>Null in runs that certify nothing.</summary>
    public RunPins? Pins => _first.FirstOrDefault(record => record.Pins is not null)?.Pins;

    /// <summary>What was seen mapped into workers, by path.</summary>
    public IReadOnlyList<MappedModule> Modules => [.. _first.Select(record => record.Module).OfType<MappedModule>().OrderBy(module => module.Path, StringComparer.Ordinal)];

    /// <summary>Null when the file does not say how the run ended.</summary>
    public RunEnd? End => _first.LastOrDefault(record => record.End is not null)?.End;

    /// <summary>The last word on every judged case, in the order of first judgement.</summary>
    public IReadOnlyCollection<CaseResult> Results => _results.Values;

    /// <summary>
    /// Merkle root of the run. Leaves are lines of the results file without their ends: first all that are neither a dispatch nor a result, in their order,
    /// then the last result of every planned case, in the plan's order.
    /// </summary>
    public string MerkleRoot() => MerkleTree.Root([.. _otherLeaves, .. Planned.Select(id => _leaves.GetValueOrDefault(id)).OfType<byte[]>()]);

    /// <summary>Numbers, from 1, of the lines of the results file that are no record; a last line cut off by a kill is not one of them.</summary>
    public List<int> DamagedLines { get; } = [];

    public CaseResult? Find(string id) => _results.GetValueOrDefault(id);

    /// <summary>The evidence that a case's result names.</summary>
    /// <exception cref="EvidenceException">There is none, or it is damaged.</exception>
    public CaseEvidence EvidenceOf(string id) => EvidenceOf(id, Find(id)?.Evidence ?? throw new EvidenceException(CaseEvidence.Missing, "its result names no evidence"));

    /// <summary>Evidence of a case by the digest of its line.</summary>
    /// <exception cref="EvidenceException">There is none, or it is damaged.</exception>
    public CaseEvidence EvidenceOf(string id, string digest)
    {
        if (!_evidence.TryGetValue(digest, out var line))
            throw new EvidenceException(_evidenceFile is null ? CaseEvidence.Missing : "evidence.damaged", $"no line of {EvidenceFile.Name} has the digest {digest} that its result names");
        var evidence = EvidenceFile.Parse(LineFile.Read(_evidenceFile!, line));
        return evidence.Case == id ? evidence : throw new EvidenceException("evidence.damaged", $"the evidence that its result names is about '{evidence.Case}'");
    }

    /// <summary>True when there is evidence of the case, whether its result names it or not.</summary>
    public bool HasEvidenceOf(string id) => _computed.Contains(id);

    public void Dispose() => _evidenceFile?.Dispose();

    /// <summary>The first member of a line of evidence; null of what is none.</summary>
    private static string? CaseOf(byte[] line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return json.Read() && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("case"u8) && json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void ReadResults()
    {
        foreach (var line in new JournalReader(Path).Lines())
            if (line.Record?.Result is { } result)
                (_results[result.Case], _leaves[result.Case]) = (result, line.Bytes);
            else if (line.Record is { Dispatch: null } record)
            {
                _first.Add(record);
                _otherLeaves.Add(line.Bytes);
            }
            else if (line.Record is null && !line.IsCutOff)
                DamagedLines.Add(line.Number);
    }
}
