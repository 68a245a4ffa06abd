// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Serialization;

namespace Tengen.Conformance.Verdicts;

/// <summary>A member of the declared numerics beside what a probe measured.</summary>
/// <param name="Member">As in <c>tg_numerics</c>: <c>accumulator</c>, <c>summation</c>, <c>flag:flush-inputs</c>; or one that is not declared, such as <c>fused</c>.</param>
/// <param name="Declared">In words; empty for what is not declared.</param>
/// <param name="Measured">In words.</param>
/// <param name="Finding">How the two compare.</param>
/// <param name="Declare">What would be right to declare; null unless the claim goes too far.</param>
public sealed record ProbedNumeric(string Member, string Declared, string Measured, ProbeFinding Finding, string? Declare = null);

/// <summary>A declaration against a measurement.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProbeFinding>))]
public enum ProbeFinding
{
    /// <summary>They agree, or the member is not declared.</summary>
    [JsonStringEnumMemberName("holds")]
    Holds,

    /// <summary>The device is better than it says: allowed, and tolerances could be tighter.</summary>
    [JsonStringEnumMemberName("under-claimed")]
    UnderClaimed,

    /// <summary>The device is worse than it says.</summary>
    [JsonStringEnumMemberName("over-claimed")]
    OverClaimed,

    /// <summary>The probe could not tell.</summary>
    [JsonStringEnumMemberName("unseen")]
    Unseen,
}
