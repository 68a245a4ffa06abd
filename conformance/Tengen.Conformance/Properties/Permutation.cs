// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Properties;

/// <summary>The rows of a batch in reverse, where the oracle's outputs are reversed by it. See <see cref="Gate.Batch"/>.</summary>
internal sealed record Permutation : Variant
{
    private readonly string _text;

    private Permutation(string text) => _text = text;

    public override Gate Gate => Gate.Batch;

    public override bool IsInForce(Numerics numerics) => numerics.Determinism >= Determinism.BatchInvariant;

    public override Judgement? Judge(IReadOnlyList<Tensor> own, IReadOnlyList<Tensor> got)
    {
        for (var output = 0; output < own.Count; output++)
        {
            var want = Reversed(own[output]);
            long first = -1, rejected = 0;
            for (long i = 0; i < want.Count; i++)
                if (Element.Bits(want, i) != Element.Bits(got[output], i))
                {
                    first = first < 0 ? i : first;
                    rejected++;
                }
            if (first >= 0)
                return new Judgement(Gate.Name, $"{_text}: {rejected} of {want.Count} elements of output {output} have other bits in their new row",
                    new Mismatch(output, Positions.Of(want, first), Element.Real(got[output], first), Element.Real(want, first), 0, rejected, want.Count), double.PositiveInfinity, null, null);
        }
        return new Judgement(null, null, null, 0, null, null);
    }

    public static new IEnumerable<Variant> Of(CaseInstance instance)
    {
        if (instance.Inputs is not [{ Rank: > 0 } batch, ..] || batch.Dims[0] < 2 || instance.Call.OutputDims.Any(dims => dims.IsEmpty || dims[0] != batch.Dims[0]))
            yield break;
        foreach (var isTogether in new[] { false, true })
        {
            var chosen = instance.Inputs.Where((tensor, i) => i == 0 || isTogether && tensor.Rank > 0 && tensor.Dims[0] == batch.Dims[0]).ToImmutableArray();
            Tensor[] inputs = [.. instance.Inputs.Select(tensor => chosen.Contains(tensor) ? Reversed(tensor) : tensor)];
            if (!IsReversedBy(instance, inputs))
                continue;
            yield return new Permutation($"rows of {Names(instance, chosen.Select(tensor => Position(instance, tensor)))} reversed") { Inputs = inputs };
            yield break;
        }
    }

    private static bool IsReversedBy(CaseInstance instance, Tensor[] inputs)
    {
        var call = instance.Call;
        var all = Enumerable.Range(0, call.InputCount).Select(i => !call.HasInput(i) ? null
            : instance.Inputs.IndexOf(call.Input(i)) is >= 0 and var at ? inputs[at] : call.Input(i));
        var (before, after) = (Oracle.Evaluate(call, fast: true), Oracle.Evaluate(Oracle.Prepare(call.Node, [.. all], call.OutputTypes), fast: true));
        return before.Zip(after).All(pair => pair is ({ } own, { } other) && Reversed(own).AsBytes().SequenceEqual(other.AsBytes()));
    }

    /// <summary>The tensor with its first dim from back to front.</summary>
    private static Tensor Reversed(Tensor tensor)
    {
        var (reversed, rows) = (new Tensor(tensor.Type, tensor.Dims.AsSpan()), tensor.Dims[0]);
        var length = tensor.Count / rows;
        for (long i = 0; i < tensor.Count; i++)
            Element.Copy(tensor, i, reversed, (rows - 1 - i / length) * length + i % length);
        return reversed;
    }
}
