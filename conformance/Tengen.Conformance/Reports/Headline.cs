// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Contract;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Repeats;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports;

/// <summary>The verdict of a run in one line: the same words on a terminal, a page and a badge.</summary>
/// <param name="State">Which of the three.</param>
/// <param name="Text">Of whom, and why.</param>
/// <param name="Next">What to do now.</param>
public sealed record Headline(RunState State, string Text, string Next)
{
    /// <summary><c>CONFORMANT</c> or <c>NOT CONFORMANT</c>; <c>INCOMPLETE</c>, <c>SMOKE PASSED</c> or <c>PART i/n</c> where there is no verdict.</summary>
    public string Word { get; private init; } = State switch
    {
        RunState.Conformant => "CONFORMANT",
        RunState.NotConformant => "NOT CONFORMANT",
        _ => "INCOMPLETE",
    };

    public static Headline Of(RecordedRun run, Summary summary)
    {
        var backend = summary.Backend;
        var missing = run.Results.Count(result => result.Verdict == Verdict.NotRun);
        var bad = run.Results.Count(result => !result.Verdict.IsAcceptable()) - missing;
        var resume = $"the same command with --resume {ShellWord.Of(summary.Results)}, and without --results, goes on";
        if (summary.Shard is { } shard && bad == 0)
            return new Headline(RunState.Incomplete, $"{backend}: a part has no verdict", "tengen merge PART... --out DIR") { Word = $"PART {shard}" };
        if (missing > 0)
            return new Headline(RunState.Incomplete, $"{backend}: {missing} {(missing == 1 ? "case was" : "cases were")} not reached{(bad > 0 ? $", and {bad} of the others are bad" : "")}",
                run.Results.FirstOrDefault(result => result.Rule == NotBuilt.Rule) is { } unbuilt ? $"{unbuilt.Text}, then run it again" : resume);
        if (run.End is not null && bad == 0 && RepeatDraw.Missing(run.Header, run.Results) is { Count: > 0 } unrepeated)
            return new Headline(RunState.Incomplete, $"{backend}: {unrepeated.Count} {(unrepeated.Count == 1 ? "case was" : "cases were")} not repeated in an ordinary host", resume);
        if (run.End is null)
            return new Headline(RunState.Incomplete, $"{backend}: the file does not say that the run ended", resume);
        if (summary.Smoke && bad == 0)
            return new Headline(RunState.Incomplete, $"{backend}: nothing is broken altogether, and nothing more was shown", $"tengen certify {ShellWord.Of(backend)}") { Word = "SMOKE PASSED" };
        if (summary.Conformant)
            return new Headline(
                RunState.Conformant, $"{backend} is conformant {(summary.Profile is { } profile ? $"to {profile.Name}, operators only" : "for what it declares")}",
                $"tengen run MODEL.onnx --backend {ShellWord.Of(backend)} --check");
        if (bad > 0)
            return new Headline(
                RunState.NotConformant, $"{backend}{(summary.Profile is { } judged ? $" to {judged.Name}" : "")}: {bad} of {summary.Planned} cases are bad", "run the repro line of the first one");
        return summary.Profile is { Gaps.Count: > 0 } lacking
            ? new Headline(RunState.NotConformant, $"{backend}: {lacking.Gaps.Count} of the {lacking.Pairs} operator x dtype pairs of {lacking.Name} are missing", $"tengen explain profile:{lacking.Name}")
            : new Headline(RunState.NotConformant, $"{backend}: nothing was shown (no case of an operator passed, or too many were vacuous)",
                summary.VacuousShare <= Summary.VacuousCap && run.Results.FirstOrDefault(result => result.Verdict == Verdict.Unsupported) is { } declined ? $"{CaseSentence.Again(run.Header, declined.Case)} tells why it declined" : "tengen explain vacuous");
    }
}

/// <summary>What a run came to.</summary>
public enum RunState
{
    Conformant,
    NotConformant,

    /// <summary>It was not meant to reach every case, did not, or its file does not say how it ended: no verdict.</summary>
    Incomplete,
}
