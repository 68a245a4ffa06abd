// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Explanations;

/// <summary>What each verdict means and what to do about it.</summary>
public static class VerdictText
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "Every gate in force held.",
        Verdict.Fail => "A numeric gate did not hold. The deciding element is printed with its tolerance; run the repro line, then compare the declared numerics with what the kernel does.",
        Verdict.Crash => "The process that ran the case died, twice. The exit status and its last words are printed. Run the repro line under a debugger.",
        Verdict.Hang => "No answer within the limit, twice; the process was killed. Raise --timeout if the device is only slow.",
        Verdict.DeviceLost => "The backend reported TG_DEVICE_LOST.",
        Verdict.Contract => "An obligation of the ABI was broken; the label says which one.",
        Verdict.OutOfBounds => "Memory outside the outputs changed, or an output element was never written.",
        Verdict.Nondeterministic => "Two runs with the same inputs differ. Declare determinism 0 if that is meant.",
        Verdict.Flaky => "The case ended badly, and another try in a fresh process ended differently. Flaky is not a pass.",
        Verdict.Vacuous => "The gates would also accept the same kernel one format lower than declared, although that one's error differs: the case shows nothing. It counts against a cap.",
        Verdict.Unsupported => "The backend declined before computing anything. Acceptable.",
        Verdict.Waived => "A failure that a waiver answers for: it was run, it failed, and the waiver names owner, reason and last day. A crash, a hang, a lost device and damaged memory are never waived.",
        Verdict.NotRun => "Planned, but the run ended first.",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
