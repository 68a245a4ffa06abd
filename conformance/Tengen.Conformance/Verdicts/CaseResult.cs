// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Verdicts;

/// <summary>The judged outcome of one case: one line of the results file.</summary>
public sealed record CaseResult
{
    /// <summary>The case's id: its full parameter list.</summary>
    public required string Case { get; init; }

    /// <summary>What became of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Label of the rule that decided: an obligation (<c>TG-P-25</c>), a gate (<c>gate.hard</c>), a rule of the backend.</summary>
    public string? Rule { get; init; }

    /// <summary>One sentence for a person: object, values, rule.</summary>
    public string? Text { get; init; }

    /// <summary>The likely next step, when there is one worth naming.</summary>
    public string? Hint { get; init; }

    /// <summary>Obligations seen to be broken whose consequence is to be reported, and no verdict: <c>TG-P-39: what was seen</c>. Also of what the worker did since its last case; null when there were none.</summary>
    public string[]? Warnings { get; init; }

    /// <summary>Names of the gates that were in force.</summary>
    public string[] Gates { get; init; } = [];

    /// <summary>Largest |error| / hard bound over all elements; null when nothing was computed.</summary>
    public double? ErrOverBound { get; init; }

    /// <summary>Largest |error| / (6 sigma + sys); null when the statistical gate was not in force.</summary>
    public double? ErrOverStatistical { get; init; }

    /// <summary>RMS of error / (sigma + sys); null when the statistical gate was not in force.</summary>
    public double? Rms { get; init; }

    /// <summary>The deciding element of a failure.</summary>
    public Mismatch? Worst { get; init; }

    /// <summary>Id of the smallest case found that goes wrong in the same way; null when none was looked for, or none is smaller.</summary>
    public string? Smallest { get; init; }

    /// <summary>Declared numerics beside measured ones; null but for cases named numerics.</summary>
    public ProbedNumeric[]? Probed { get; init; }

    /// <summary>Elements judged.</summary>
    public long Elements { get; init; }

    /// <summary>Set when the verdict is <see cref="Verdict.Waived"/>.</summary>
    public AppliedWaiver? Waiver { get; init; }

    /// <summary>SHA-256 of the case's line in the evidence file, lower-case hex; null where a device computed nothing, or evidence was not kept.</summary>
    public string? Evidence { get; init; }

    /// <summary>What came of the case in an ordinary host; null where it was not drawn to be repeated there.</summary>
    public HostRepeat? Repeat { get; init; }

    /// <summary>Processes that have judged the case: a bad one is judged again in another process before it counts.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>The case that has to run before, in the same process, for this one to go wrong; null when it goes wrong by itself.</summary>
    public string? After { get; init; }

    /// <summary>Wall time in the worker.</summary>
    public double Seconds { get; init; }
}
