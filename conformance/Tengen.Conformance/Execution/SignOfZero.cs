// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;

namespace Tengen.Conformance.Execution;

/// <summary><see cref="Gate.ZeroSign"/>: holds zeros among the outputs to the sign that IEEE 754 fixes.</summary>
internal static class SignOfZero
{
    /// <summary>Null where nothing is to be held: the loss is declared, no output is zero, or no zero has a fixed sign.</summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="numerics">What is declared.</param>
    /// <param name="outputs">What was computed: the outputs that the node has, of the right types and dims.</param>
    public static Judgement? Judge(Call call, Numerics numerics, IReadOnlyList<Tensor> outputs)
    {
        if (numerics.Flags.HasFlag(NumericFlags.ZeroSignLost) || !outputs.Any(HasZero))
            return null;
        var signs = Oracle.SignsOf(call, numerics.Flags.HasFlag(NumericFlags.FlushInputs));
        var (computed, judged) = (0, false);
        for (var output = 0; output < signs.Length; output++)
        {
            if (!call.Node.HasOutput(output))
                continue;
            var got = outputs[computed++];
            if (signs[output] is not { } fixedSigns)
                continue;
            var zeros = Enumerable.Range(0, fixedSigns.Length).Where(i => fixedSigns[i] != 0 && Element.Real(got, i) == 0).ToList();
            judged |= zeros.Count > 0;
            var wrong = zeros.Where(i => double.IsNegative(Element.Real(got, i)) != fixedSigns[i] < 0).ToList();
            if (wrong.Count > 0)
                return new Judgement(Gate.ZeroSign.Name, $"{wrong.Count} of {zeros.Count} zeros of output {output} have the wrong sign",
                    new Mismatch(output, Positions.Of(got, wrong[0]), Element.Real(got, wrong[0]), fixedSigns[wrong[0]] * 0.0, 0, wrong.Count, got.Count), double.PositiveInfinity, null, null);
        }
        return judged ? new Judgement(null, null, null, 0, null, null) : null;
    }

    private static bool HasZero(Tensor tensor)
    {
        for (long i = 0; tensor.Type.IsFloat && i < tensor.Count; i++)
            if (Element.Real(tensor, i) == 0)
                return true;
        return false;
    }
}
