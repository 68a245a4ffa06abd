// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>Watches a run: progress displays. Called from dispatcher threads, one call at a time.</summary>
public interface IRunObserver
{
    /// <summary>The first worker has the backend open; <paramref name="description"/> names device and driver.</summary>
    void Opened(string description);

    void Judged(CaseResult result);

    /// <summary>The plan is through; this many bad cases, one at least, are run once more.</summary>
    void JudgingAgain(int cases);

    /// <summary>This many cases, one at least, are run again in an ordinary host.</summary>
    void Repeating(int cases);

    /// <summary>A worker was lost, or misbehaved and went on.</summary>
    void Happened(Incident incident);
}
