// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Properties;

/// <summary>Holds outputs to multiples of the case's own outputs, bit for bit. Zeros of either sign are equal.</summary>
/// <param name="Gate">Names the property.</param>
/// <param name="Text">What was done to the inputs, in words.</param>
internal sealed record BitwiseComparison(Gate Gate, string Text)
{
    /// <param name="own">Outputs of the case's own inputs.</param>
    /// <param name="got">Outputs of the other inputs.</param>
    /// <param name="factors">By output, what the own one is multiplied by: a power of two, perhaps negated.</param>
    /// <returns>Null where no element could be compared.</returns>
    public Judgement? Judge(IReadOnlyList<Tensor> own, IReadOnlyList<Tensor> got, IReadOnlyList<double> factors)
    {
        var compared = 0L;
        for (var output = 0; output < own.Count; output++)
        {
            long first = -1, rejected = 0;
            for (long i = 0; i < own[output].Count; i++)
            {
                var (want, value) = (factors[output] * Element.Real(own[output], i), Element.Real(got[output], i));
                if (!IsComparable(Formats.Of(own[output].Type), want, value, factors[output]))
                    continue;
                compared++;
                if (want == value || double.IsNaN(want) && double.IsNaN(value))
                    continue;
                first = first < 0 ? i : first;
                rejected++;
            }
            if (first >= 0)
                return new Judgement(Gate.Name, $"{Text}: {rejected} of {own[output].Count} elements of output {output} are not {Factor(factors[output])} bit for bit",
                    new Mismatch(output, Positions.Of(own[output], first), Element.Real(got[output], first), factors[output] * Element.Real(own[output], first), 0, rejected, own[output].Count),
                    double.PositiveInfinity, null, null);
        }
        return compared == 0 ? null : new Judgement(null, null, null, 0, null, null);
    }

    /// <summary>Neither the element nor what it was multiplied from may have left the normal range, where steps round otherwise.</summary>
    private static bool IsComparable(Format format, double want, double got, double factor)
    {
        var size = Math.Max(Math.Abs(want), Math.Abs(got));
        if (size == 0 || double.IsNaN(size))
            return true;
        var (low, high) = (Math.Min(size, size / Math.Abs(factor)), Math.Max(size, size / Math.Abs(factor)));
        return low >= 2 * format.SmallestNormal && high <= format.Largest / 2;
    }

    private static string Factor(double factor) => factor switch
    {
        1 => "what they were",
        -1 => "negated",
        _ => $"times 2^{Math.ILogB(factor)}",
    };
}
