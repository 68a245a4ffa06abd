// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Properties;

/// <summary>
/// Data that differ from the case's own in the last element of each input. Nothing is asked of their outputs: the case's own data follow and
/// are judged, and what was remembered by a look at the first elements shows there.
/// </summary>
internal sealed record Decoy : Variant
{
    public override Gate Gate => Gate.Fresh;

    public override bool IsInForce(Numerics numerics) => true;

    public override Judgement? Judge(IReadOnlyList<Tensor> own, IReadOnlyList<Tensor> got) => null;

    public static new IEnumerable<Variant> Of(CaseInstance instance) => [new Decoy { Inputs = [.. instance.Inputs.Select(Altered)] }];

    private static Tensor Altered(Tensor tensor)
    {
        if (!tensor.Type.IsFloat || tensor.Count == 0)
            return tensor;
        var altered = new Tensor(tensor.Type, tensor.Dims.AsSpan());
        for (long i = 0; i < tensor.Count; i++)
            Element.Copy(tensor, i, altered, i);
        Element.Copy(tensor, 0, altered, tensor.Count - 1);
        return altered;
    }
}
