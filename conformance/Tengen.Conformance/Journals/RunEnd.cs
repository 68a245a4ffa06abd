// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>How a run ended.</summary>
/// <param name="Finished">When, UTC.</param>
/// <param name="Seconds">Wall time of the run: of all its stretches where it was taken up again, of all its parts where it was merged.</param>
/// <param name="Verdicts">Verdict to number of cases, of a benchmark outcome to number of shapes and backends; those not reached are counted as <c>not-run</c>.</param>
/// <param name="Isolation">What isolation cost; absent of a benchmark and of merged parts.</param>
public sealed record RunEnd(DateTimeOffset Finished, double Seconds, SortedDictionary<string, int> Verdicts, IsolationCost? Isolation = null);
