// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Tengen.Host;

namespace Tengen.Conformance.Execution;

/// <summary>
/// The end of a submission that took longer than the soft limit: it is cancelled, and where that does not end it, the device is closed over
/// it. The process can go on. A backend that does not come back from a call of its own gets no such chance: the supervisor kills it at the hard limit.
/// </summary>
internal static class Overdue
{
    public const string Rule = "limit.soft";

    /// <summary>Part of the soft limit that a cancelled submission has to end in, and the same again that the close may wait.</summary>
    public const int GraceShare = 10;

    public static SubjectOutcome.Broke End(Ticket ticket, TimeSpan limit, Action close)
    {
        var asked = ticket.Cancel();
        var end = asked ? ticket.Wait(limit / GraceShare) : null;
        if (end is null)
            close();
        var how = end is { } ended ? $"cancelled, it ended with {ended.Status}" : $"{(asked ? "cancelling did not end it" : "it cannot be cancelled")}, so the device was closed";
        return new SubjectOutcome.Broke(Verdict.Hang, Rule, $"execute: {ticket} was not reported within {limit.TotalSeconds:0.###} s; {how}");
    }
}
