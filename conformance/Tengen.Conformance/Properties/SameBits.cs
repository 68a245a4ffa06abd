// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Properties;

/// <summary>Outputs that have to be other outputs bit for bit.</summary>
internal static class SameBits
{
    /// <summary>What differs; null when all bits agree.</summary>
    /// <param name="gate">Names the property.</param>
    /// <param name="text">What was done.</param>
    /// <param name="than">Whose bits were to come out.</param>
    /// <param name="want">The outputs as they must be.</param>
    /// <param name="got">The outputs.</param>
    /// <param name="areOne">Elements that count as the same, by their values, whatever their bits; null: none.</param>
    public static Judgement? Differing(Gate gate, string text, string than, IReadOnlyList<Tensor> want, IReadOnlyList<Tensor> got, Func<double, double, bool>? areOne = null)
    {
        for (var output = 0; output < want.Count; output++)
        {
            var (expected, computed) = (want[output], got[output]);
            var wrong = Enumerable.Range(0, (int)expected.Count)
                .Where(i => Element.Bits(expected, i) != Element.Bits(computed, i) && areOne?.Invoke(Element.Real(expected, i), Element.Real(computed, i)) != true).ToList();
            if (wrong.Count > 0)
                return new Judgement(gate.Name, $"{text}: {wrong.Count} of {expected.Count} elements of output {output} have other bits than {than}",
                    new Mismatch(output, Positions.Of(expected, wrong[0]), Element.Real(computed, wrong[0]), Element.Real(expected, wrong[0]), 0, wrong.Count, expected.Count), double.PositiveInfinity, null, null);
        }
        return null;
    }
}
