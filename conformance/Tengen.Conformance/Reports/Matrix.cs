// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Reports;

/// <summary>The cases of a run by operator and dtype.</summary>
public static class Matrix
{
    /// <summary>One cell for every pair that has a case: families by name (ordinal), dtypes by kind, the narrowest first; none first of all.</summary>
    public static IReadOnlyList<MatrixCell> Of(IEnumerable<CaseResult> results) =>
    [
        .. results.GroupBy(result => CaseName.Of(result.Case) with { Rest = "" })
            .Select(group => new MatrixCell(group.Key.Family, group.Key.Type, [.. group]))
            .OrderBy(cell => cell.Family, StringComparer.Ordinal).ThenBy(cell => Rank(cell.Type)),
    ];

    /// <summary>The position of a dtype's column.</summary>
    public static long Rank(string type) => DTypeNames.TryParse(type, out var parsed) ? (long)parsed.Code * 1000 + parsed.Bits : -1;
}

/// <summary>An operator at a dtype.</summary>
/// <param name="Family">The operator, or a family of cases that are of no operator.</param>
/// <param name="Type">Short name of the dtype; empty for such a family.</param>
/// <param name="Results">Its cases, at least one.</param>
public sealed record MatrixCell(string Family, string Type, IReadOnlyList<CaseResult> Results)
{
    public int Count(Verdict verdict) => Results.Count(result => result.Verdict == verdict);

    /// <summary>Cases that keep a backend from being conformant.</summary>
    public int Bad => Results.Count(result => !result.Verdict.IsAcceptable());

    /// <summary>Largest err/bound; null where nothing was computed.</summary>
    public double? Worst => Results.Max(result => result.ErrOverBound);

    public long Elements => Results.Sum(result => result.Elements);

    public CellState State =>
        Count(Verdict.NotRun) == Results.Count ? CellState.NotRun
        : Bad > 0 ? CellState.Bad
        : Count(Verdict.Unsupported) == Results.Count ? CellState.Declined
        : Count(Verdict.Pass) == 0 ? CellState.NothingShown
        : Count(Verdict.Unsupported) > 0 ? CellState.PassInPart
        : CellState.Pass;
}

/// <summary>What the cases of a cell come to.</summary>
public enum CellState
{
    /// <summary>Nothing bad, nothing declined, something passed.</summary>
    Pass,

    /// <summary>Nothing bad, something passed, something was declined.</summary>
    PassInPart,

    /// <summary>Nothing bad, nothing passed: vacuous cases.</summary>
    NothingShown,

    /// <summary>All declined.</summary>
    Declined,

    /// <summary>At least one case is bad.</summary>
    Bad,

    /// <summary>No case was reached.</summary>
    NotRun,
}
