// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>Watches a run: progress displays. Called from dispatcher threads, one call at a time.</summary>
public interface IRunObserver
{
    /// <summary>The first worker has the backend open; <paramref name="description"/> names device and driver.</summary>
    void Opened(string description);

    void Judged(CaseResult result);
}
