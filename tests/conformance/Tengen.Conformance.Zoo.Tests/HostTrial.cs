// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Zoo;

/// <summary>A run as certify makes it, of few cases and with repetitions in an ordinary host: what the family is asked that knows who is calling.</summary>
internal static class HostTrial
{
    /// <summary>Sums of many terms, whose bits no other order has, whichever of them is drawn.</summary>
    private static readonly string[] Cases = ["uniform", "normal", "positive"];

    public static async Task<Record> Run(WorkerCommand command, string plugin, Inhabitant who, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var settings = new SupervisorSettings
            {
                Command = command,
                Worker = new WorkerSettings(plugin, 0, new Dictionary<string, string> { ["zoo"] = who.Name }, Case.DailyNonce, [], Evidence: true),
                Workers = 1,
                Repeats = true,
            };
            using var journal = new Journal(Path.Combine(folder.FullName, Journal.FileName));
            using var evidence = new EvidenceFile(Path.Combine(folder.FullName, EvidenceFile.Name));
            var plan = new CasePlan(Cases.Select(data => $"MatMul/f32/a=5x64,b=64x7/{data}"));
            return new Record(who, await new Supervisor(settings, journal, new Unwatched(), evidence).Run(plan, cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Unwatched : IRunObserver
    {
        public void Opened(string description) { }

        public void Judged(CaseResult result) { }

        public void JudgingAgain(int cases) { }

        public void Repeating(int cases) { }

        public void Happened(Incident incident) { }
    }
}
