// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests.Evidence;

/// <summary>A run of some cases on the oracle's simulation, recorded in a folder of its own; tests then damage it.</summary>
internal sealed class RecordedFolder : IDisposable
{
    public const string Nonce = "of the test";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tengen-evidence-");

    /// <param name="identity">What the device is said to be; null when nothing is said.</param>
    public RecordedFolder(DeviceIdentity? identity = null)
    {
        var settings = new WorkerSettings(Subjects.Reference, 0, new Dictionary<string, string>(), Nonce, [], Evidence: true);
        using var subject = Subjects.Open(settings);
        using var journal = new Journal(Results);
        using var evidence = new EvidenceFile(EvidencePath);
        var runner = new CaseRunner(subject, settings);
        var plan = new CasePlan(Cases);
        journal.Append(new JournalRecord { Run = Runs.Header(plan) with { Backend = Subjects.Reference, Nonce = Nonce } });
        journal.Append(new JournalRecord { Plan = plan.Ids });
        if (identity is not null)
            journal.Append(new JournalRecord { Opened = new DeviceOpened("oracle", identity) });
        foreach (var id in plan.Ids)
        {
            var reply = WorkerLoop.Answer(runner, subject, id);
            journal.Append(new JournalRecord { Result = reply.Result! with { Evidence = evidence.Append(reply.Evidence!), Seconds = 0.25 } });
        }
        journal.Append(new JournalRecord { End = Runs.Mixed.End });
    }

    /// <summary>One case each of a bounded, an exact and an integer operator, in catalogue order.</summary>
    public static IReadOnlyList<string> Cases { get; } =
        [.. CaseSource.All.Where(item => item.Id.Length < 80).GroupBy(item => (item.Op, item.Type)).Select(group => group.First().Id).Where(id => id.StartsWith("Softmax/f32/", StringComparison.Ordinal) || id.StartsWith("Relu/f16/", StringComparison.Ordinal) || id.StartsWith("Add/i32/", StringComparison.Ordinal))];

    public string Results => Path.Combine(_folder.FullName, "results.jsonl");

    public string EvidencePath => Path.Combine(_folder.FullName, EvidenceFile.Name);

    /// <summary>What a verifier finds wrong.</summary>
    public IReadOnlyList<VerificationFault> Faults()
    {
        using var run = new RunFiles(Results);
        using var subject = new ReplayedSubject(run);
        var verification = new Verification(run);
        var runner = new CaseRunner(subject, new WorkerSettings("", 0, new Dictionary<string, string>(), run.Header.Nonce, []));
        foreach (var id in verification.Computable)
            verification.Take(WorkerLoop.Answer(runner, subject, id).Result!);
        return verification.Faults;
    }

    /// <summary>Replaces text in a file of the folder; fails when it is not there.</summary>
    public static void Replace(string file, string text, string by)
    {
        var before = File.ReadAllText(file);
        Assert.Contains(text, before, StringComparison.Ordinal);
        File.WriteAllText(file, before.Replace(text, by, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
