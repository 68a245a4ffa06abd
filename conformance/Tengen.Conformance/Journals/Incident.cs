// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>A worker was lost, or misbehaved and went on. What it was asked then is a case of the plan, or a smaller one made from it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Worker">Id of the process.</param>
/// <param name="Case">The case that it had, or had last.</param>
public sealed record Incident(IncidentKind Kind, int Worker, string Case)
{
    /// <summary>The process was replaced.</summary>
    public static bool EndsItsProcess(IncidentKind kind) => kind is not (IncidentKind.Cancelled or IncidentKind.Flood);
}
