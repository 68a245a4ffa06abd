// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Official;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Execution;

/// <summary>Brings up what a worker's settings name.</summary>
public static class Subjects
{
    /// <summary>The name of the oracle: of its simulation, and of itself where official cases judge.</summary>
    public const string Reference = "reference";

    /// <exception cref="SubjectException">It cannot be brought up, and why.</exception>
    public static ISubject Open(WorkerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Backend != Reference)
            return new AbiSubject(settings);
        return settings.OfficialCases is null ? new ReferenceSubject() : new OracleSubject();
    }
}
