// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>What a plugin did to its process in the course of a case, which no output shows (TG-P-3). On Linux; elsewhere nothing is seen. One thread.</summary>
internal sealed class Conduct(PrintedOutput? printed)
{
    private readonly CrashSignals? _signals = OperatingSystem.IsLinux() ? new CrashSignals() : null;

    /// <summary>The reply to a case, or what has to be said in its place: what came before the first case is the first one's.</summary>
    public WorkerReply Of(WorkerReply reply) =>
        (_signals?.Take(), printed?.Take()) is var (signal, text) && (signal ?? text) is { } breach && reply.Result is { } result && result.Verdict.IsAcceptable()
            ? new WorkerReply { Result = new CaseResult { Case = result.Case, Verdict = Verdict.Contract, Rule = "TG-P-3", Text = PlainText.Line(breach), Seconds = result.Seconds } }
            : reply;
}
