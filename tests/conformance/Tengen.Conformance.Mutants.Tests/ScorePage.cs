// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Mutants.Operators;
using Tengen.Conformance.Mutants.Source;

namespace Tengen.Conformance.Mutants;

/// <summary>The mutation score as a page.</summary>
internal static class ScorePage
{
    /// <param name="fates">Of the mutants that were asked.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="oneOf">One in how many was drawn; 1 = all.</param>
    public static Page Of(IReadOnlyList<Fate> fates, int all, uint oneOf) => new("The mutation score",
        "The kill matrix shows bugs that its authors thought of. These were thought of by nobody: every expression and statement that the plain twin of conformance/zoo computes an operator with is changed in every way of a fixed list, "
        + "at positions that a C parser gives, and each change is one more wrong backend. All are in one library, which asks at each position which of them is alive. A mutant is asked the cases of the operators that call its function until one kills it; "
        + "one that no case kills is looked at: either the specification allows what it answers, and the reason stands below, or the suite has a hole. Which mutants are asked is drawn by the hash of their names; a part of them is asked in every run of the tests.",
        [Figures(fates, all, oneOf), Kinds(fates), Files(fates), Killers(fates), List("Holes", "A case would kill them, and the suite has none.", fates, Explained.Hole),
            List("Not reached", "No case passes these positions.", fates, Explained.Unreached), List("Equivalent", "No legal case tells these from the unchanged kernel.", fates, Explained.Equivalent)]);

    private static PageSection Figures(IReadOnlyList<Fate> fates, int all, uint oneOf)
    {
        int reached = fates.Count(fate => fate.IsReached), killed = fates.Count(fate => fate.IsKilled), equivalent = Count(fates, Explained.Equivalent);
        var official = fates.Where(fate => fate.IsKilled && fate.MeetsOnnxRule).ToList();
        return new("Figures",
        [
            string.Create(CultureInfo.InvariantCulture, $"{all:N0} mutants in {Scan.Files.Length} files"),
            string.Create(CultureInfo.InvariantCulture, $"{fates.Count:N0} of them were drawn, {(oneOf == 1 ? "all" : $"one in {oneOf}")}: {reached:N0} are reached by a case, {killed:N0} are killed, {equivalent:N0} are equivalent, {reached - killed - equivalent:N0} survive"),
            string.Create(CultureInfo.InvariantCulture, $"mutation score, killed of reached and not equivalent: {Percent(killed, reached - equivalent)}"),
            string.Create(CultureInfo.InvariantCulture, $"{official.Count(fate => fate.PassesOnnxRule):N0} of {official.Count:N0} that were killed by values pass ONNX's own rule (rtol 1e-3, atol 1e-7) on every official case of their operators"),
        ]);
    }

    private static PageSection Kinds(IReadOnlyList<Fate> fates) => new("By kind of change", [], new PageTable(
        ["change", "what it does", .. Columns],
        [.. Operator.All.Select(kind => (IReadOnlyList<string>)[kind.Name, kind.Text, .. Row([.. fates.Where(fate => fate.Mutant.Operator == kind.Name)])])]));

    private static PageSection Files(IReadOnlyList<Fate> fates) => new("By file", [], new PageTable(
        ["file", .. Columns],
        [.. Scan.Files.Select(file => (IReadOnlyList<string>)[file, .. Row([.. fates.Where(fate => fate.Mutant.File == file)])])]));

    private static readonly string[] Columns = ["mutants", "reached", "killed", "equivalent", "survive"];

    private static string[] Row(IReadOnlyList<Fate> fates)
    {
        int reached = fates.Count(fate => fate.IsReached), killed = fates.Count(fate => fate.IsKilled), equivalent = Count(fates, Explained.Equivalent);
        return [$"{fates.Count}", $"{reached}", $"{killed}", Shown(equivalent), Shown(reached - killed - equivalent)];
    }

    private static PageSection Killers(IReadOnlyList<Fate> fates) => new("What killed first",
        ["gate.* and TG-* are rules of a case (tengen explain tells what they say); crash: the process that ran the case ended; endless: a loop did not"],
        new PageTable(["rule", "mutants"], [.. fates.Where(fate => fate.IsKilled).CountBy(fate => fate.Killer!).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (IReadOnlyList<string>)[pair.Key, $"{pair.Value}"])]));

    private static PageSection List(string heading, string text, IReadOnlyList<Fate> fates, string kind) => new(heading, [text], new PageTable(["mutant", "reason"],
        [.. fates.Where(fate => !fate.IsKilled && Is(fate, kind)).Select(fate => (IReadOnlyList<string>)[fate.Mutant.Name, Explained.ByName[fate.Mutant.Name].Reason])]));

    private static int Count(IReadOnlyList<Fate> fates, string kind) => fates.Count(fate => !fate.IsKilled && Is(fate, kind));

    private static bool Is(Fate fate, string kind) => Explained.ByName.GetValueOrDefault(fate.Mutant.Name)?.Kind == kind;

    private static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / Math.Max(1, whole):0.0} %");

    private static string Shown(int count) => count == 0 ? "" : $"{count}";
}
