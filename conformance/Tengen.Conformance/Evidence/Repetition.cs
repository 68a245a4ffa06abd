// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Evidence;

/// <summary>
/// Holds a second run of the same questions against a first one: made on another machine, or by a process of another name, so that a plugin that knows where it
/// is being judged shows. Verdicts have to agree; outputs bit for bit where both runs declare D1 or above on devices of one fingerprint.
/// </summary>
public sealed class Repetition
{
    private readonly RunFiles _first, _again;
    private readonly List<VerificationFault> _faults = [];

    /// <param name="first">The run that was certified.</param>
    /// <param name="again">Its repetition, of all of its cases or of some.</param>
    public Repetition(RunFiles first, RunFiles again)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(again);
        (_first, _again) = (first, again);
        SameDevice = first.Identity is { Fingerprint.Length: > 0 } one && again.Identity is { } other && one.Fingerprint == other.Fingerprint;
        foreach (var (name, then, now) in Conditions())
            if (then != now)
                _faults.Add(new VerificationFault("repetition", "repeat.conditions", $"{name}: '{then}' in the first run, '{now}' in the second: they did not ask the same"));
        if (_faults.Count > 0)
            return;
        foreach (var id in again.Planned)
            Compare(id);
        if (Compared == 0)
            _faults.Add(new VerificationFault("repetition", "repeat.nothing", "no case was judged in both runs"));
    }

    public IReadOnlyList<VerificationFault> Faults => _faults;

    /// <summary>Cases that were judged in both runs.</summary>
    public int Compared { get; private set; }

    /// <summary>Of these, those whose outputs were compared bit for bit.</summary>
    public int BitForBit { get; private set; }

    /// <summary>Both devices have the same fingerprint; otherwise bits may differ by right.</summary>
    public bool SameDevice { get; }

    private IEnumerable<(string Name, string Then, string Now)> Conditions() =>
    [
        ("plugin", _first.Pins?.PluginSha256 ?? "not pinned", _again.Pins?.PluginSha256 ?? "not pinned"),
        ("nonce", _first.Header.Nonce, _again.Header.Nonce),
        ("version of the cases", $"{_first.Header.CaseVersion}", $"{_again.Header.CaseVersion}"),
        ("options", Options(_first), Options(_again)),
    ];

    private static string Options(RunFiles run) => string.Join(' ', run.Header.Options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={option.Value}"));

    private void Compare(string id)
    {
        if (_first.Find(id) is not { Verdict: not Verdict.NotRun } then || _again.Find(id) is not { Verdict: not Verdict.NotRun } now)
            return;
        Compared++;
        var (was, here) = (then.Waiver?.Judged ?? then.Verdict, now.Waiver?.Judged ?? now.Verdict);
        if (was != here)
            _faults.Add(new VerificationFault(id, "repeat.verdict", $"{was.Name()} in the first run, {here.Name()} in the second"));
        else if (SameDevice && then.Evidence is not null && now.Evidence is not null)
            CompareBits(id);
    }

    private void CompareBits(string id)
    {
        try
        {
            var pairs = _first.EvidenceOf(id).Runs.Zip(_again.EvidenceOf(id).Runs).Where(pair => IsRepeatable(pair.First) && IsRepeatable(pair.Second)).ToList();
            if (pairs.Count > 0)
                BitForBit++;
            foreach (var (one, other) in pairs)
                if (one.Question != other.Question || !one.Outputs!.Select(output => output.Sha256).SequenceEqual(other.Outputs!.Select(output => output.Sha256)))
                {
                    _faults.Add(new VerificationFault(id, "repeat.bits", $"{Declared(one)} was declared, and the outputs of the two runs have other bits"));
                    return;
                }
        }
        catch (EvidenceException e)
        {
            _faults.Add(new VerificationFault(id, e.Rule, e.Message));
        }
    }

    private static bool IsRepeatable(RunEvidence run) => run is { Outputs: not null, Numerics.Determinism: >= Determinism.RunToRun };

    private static string Declared(RunEvidence run) => $"D{(int)run.Numerics!.Determinism}";
}
