// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Verdicts;

/// <summary>What became of a planned case. Printed in the form <see cref="VerdictNames"/> gives.</summary>
public enum Verdict
{
    /// <summary>Every gate in force held.</summary>
    Pass,

    /// <summary>A numeric gate did not hold.</summary>
    Fail,

    /// <summary>The process that ran the backend died.</summary>
    Crash,

    /// <summary>The case did not end within its limit; its process was killed.</summary>
    Hang,

    /// <summary>The backend reported that its device is lost.</summary>
    DeviceLost,

    /// <summary>An obligation of the ABI (TG-P-n) was broken.</summary>
    Contract,

    /// <summary>Memory outside the outputs was written: a guard zone or an input changed, or an output element was not written.</summary>
    OutOfBounds,

    /// <summary>Two runs with the same inputs differ although the declared determinism forbids it.</summary>
    Nondeterministic,

    /// <summary>The case failed, and another try in a fresh process ended differently.</summary>
    Flaky,

    /// <summary>The gates would also accept a kernel one format lower than declared: nothing was shown.</summary>
    Vacuous,

    /// <summary>The backend declined the case before computing anything.</summary>
    Unsupported,

    /// <summary>A failure that a waiver answers for; <see cref="CaseResult.Waiver"/> says what it was.</summary>
    Waived,

    /// <summary>Planned, but the run ended first.</summary>
    NotRun,
}
