// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Official;
using Tengen.Conformance.Repeats;
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
        if (settings.Replay is { } results)
            return Replayed(results);
        if (settings.Backend == Reference && settings.OfficialCases is not null)
            return new OracleSubject();
        ISubject subject = settings.Backend == Reference ? new ReferenceSubject() : settings.Host is { } host ? new OrdinarySubject(settings, host) : new AbiSubject(settings);
        return settings.Evidence ? new RecordingSubject(subject) : subject;
    }

    private static ReplayedSubject Replayed(string results)
    {
        try
        {
            return new ReplayedSubject(new RunFiles(results));
        }
        catch (Exception e) when (e is EvidenceException or ResultsException or IOException)
        {
            throw new SubjectException(e.Message, e);
        }
    }
}
