// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Properties;

/// <summary>The rows of a batch from back to front, in the case's own program. See <see cref="Gate.Batch"/>.</summary>
internal sealed record Permutation : Variant
{
    private readonly string _text;

    private Permutation(string text) => _text = text;

    public override Gate Gate => Gate.Batch;

    public override bool IsInForce(Numerics numerics) => numerics.Determinism >= Determinism.BatchInvariant;

    public override Judgement? Judge(IReadOnlyList<Tensor> own, IReadOnlyList<Tensor> got) =>
        BatchInvariance.Differing(_text, [.. own.Select(tensor => BatchRows.Taken(tensor, Backwards(tensor.Dims[0])))], got) ?? new Judgement(null, null, null, 0, null, null);

    public static new IEnumerable<Variant> Of(CaseInstance instance) => BatchRows.Of(instance) is { } rows
        ? [new Permutation($"rows of {Names(instance, rows.Inputs.Select(i => Position(instance, instance.Inputs[i])))} from back to front") { Inputs = rows.Taken(Backwards(rows.Count)) }]
        : [];

    private static IReadOnlyList<int> Backwards(long count) => [.. Enumerable.Range(0, (int)count).Reverse()];
}
