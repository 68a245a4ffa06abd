// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Properties;

/// <summary>Negated inputs, where the kernel is odd or even in them. See <see cref="Gate.Negation"/>.</summary>
internal sealed record Negation : Variant
{
    private readonly ImmutableArray<bool> _odd;
    private readonly string _text;

    private Negation(ImmutableArray<bool> odd, string text) => (_odd, _text) = (odd, text);

    public override Gate Gate => Gate.Negation;

    /// <summary>Terms that are aligned and truncated together may be held in two's complement, which truncates towards minus infinity.</summary>
    public override bool IsInForce(Numerics numerics) =>
        numerics.Determinism != Determinism.None && numerics.Rounding != Rounding.Stochastic && numerics.TruncationBlock == 0;

    public override Judgement? Judge(IReadOnlyList<Tensor> own, IReadOnlyList<Tensor> got) =>
        new BitwiseComparison(Gate, _text).Judge(own, got, [.. _odd.Select(isOdd => isOdd ? -1.0 : 1.0)]);

    public static new IEnumerable<Variant> Of(CaseInstance instance) => Oracle.SymmetriesOf(instance.Call, Floating(instance))
        .Where(symmetry => symmetry.Odd is not null)
        .Select(symmetry => new Negation(symmetry.Odd!.Value, $"{Names(instance, symmetry.Inputs)} negated")
        {
            Inputs = [.. instance.Inputs.Select(tensor => tensor.Type.IsFloat && symmetry.Inputs.Contains(Position(instance, tensor)) ? Negated(tensor) : tensor)],
        })
        .Take(1);

    private static Tensor Negated(Tensor tensor)
    {
        var negated = new Tensor(tensor.Type, tensor.Dims.AsSpan());
        for (long i = 0; i < tensor.Count; i++)
            Element.SetReal(negated, i, -Element.Real(tensor, i));
        return negated;
    }
}
