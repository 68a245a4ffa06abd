// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Properties;

/// <summary><see cref="Gate.Batch"/> over programs of other batch sizes: a row alone, and the batch without its last row.</summary>
internal sealed class BatchInvariance
{
    private readonly ISubject _subject;
    private readonly BatchRows _rows;

    private BatchInvariance(ISubject subject, BatchRows rows) => (_subject, _rows) = (subject, rows);

    /// <summary>Null where there is nothing to hold: other data, no independent rows, or no such promise.</summary>
    public static BatchInvariance? Of(ISubject subject, CaseInstance instance, Numerics numerics) =>
        instance.Case.Data == DataSets.Properties.Name && numerics.Determinism >= Determinism.BatchInvariant && BatchRows.Of(instance) is { } rows ? new BatchInvariance(subject, rows) : null;

    /// <param name="whole">The outputs of the batch.</param>
    public Judgement Judge(IReadOnlyList<Tensor> whole) =>
        Asked(1, [.. _rows.Telling.Select(row => (IReadOnlyList<int>)[row])], whole)
        ?? (_rows.Count > 2 ? Asked(_rows.Count - 1, [[.. Enumerable.Range(0, _rows.Count - 1)]], whole) : null)
        ?? new Judgement(null, null, null, 0, null, null);

    /// <summary>See <see cref="SameBits.Differing"/>.</summary>
    public static Judgement? Differing(string text, IReadOnlyList<Tensor> want, IReadOnlyList<Tensor> got) => SameBits.Differing(Gate.Batch, text, "in the batch", want, got);

    private Judgement? Asked(int size, IReadOnlyList<IReadOnlyList<int>> batches, IReadOnlyList<Tensor> whole)
    {
        switch (_subject.RunEach(_rows.GraphOf(size), new(() => [.. batches.Select(rows => _rows.Taken(rows))])))
        {
            case SubjectOutcome.Ran ran:
                return batches.Zip([.. ran.Earlier, ran.Outputs]).Select(pair => Differing(Text(pair.First), [.. whole.Select(tensor => BatchRows.Taken(tensor, pair.First))], pair.Second)).FirstOrDefault(judgement => judgement is not null);
            case SubjectOutcome.Broke broke:
                return Judgement.Wrong(broke.Rule, $"in a batch of {size}: {broke.Text}");
            case SubjectOutcome.Declined declined:
                return Judgement.Wrong(Gate.Batch.Name, $"a batch of {_rows.Count} is computed, one of {size} declined: {declined.Text}");
            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    private static string Text(IReadOnlyList<int> rows) => rows.Count == 1 ? $"row {rows[0]} alone" : $"the first {rows.Count} rows alone";
}
