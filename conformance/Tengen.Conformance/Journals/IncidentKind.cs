// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>What can happen to a worker. Written in lower case.</summary>
public enum IncidentKind
{
    /// <summary>It ended in the middle of a case.</summary>
    Crash,

    /// <summary>It was killed: a case took longer than the hard limit.</summary>
    Hang,

    /// <summary>It was killed: it held more memory than the limit.</summary>
    Memory,

    /// <summary>Something else than the suite wrote to its protocol channel.</summary>
    Channel,

    /// <summary>It ended, or wrote what nobody asked for, after it had answered.</summary>
    Late,

    /// <summary>The suite itself failed in it.</summary>
    Fault,

    /// <summary>A case took longer than the soft limit, was cancelled and ended; the process went on.</summary>
    Cancelled,

    /// <summary>It wrote more to its standard streams in one case than is read; the process went on.</summary>
    Flood,
}
