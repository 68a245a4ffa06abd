// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Execution;

/// <summary>Brings up what a worker's settings name.</summary>
public static class Subjects
{
    /// <summary>The name of the oracle's own simulation.</summary>
    public const string Reference = "reference";

    /// <exception cref="SubjectException">It cannot be brought up, and why.</exception>
    public static ISubject Open(WorkerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Backend == Reference ? new ReferenceSubject() : new AbiSubject(settings);
    }
}
