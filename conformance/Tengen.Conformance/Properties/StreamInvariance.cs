// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Properties;

/// <summary><see cref="Gate.Streams"/>: a case again, while another queue computes the same elements from the last to the first.</summary>
internal static class StreamInvariance
{
    /// <summary>Null where there is nothing to hold: other data, one queue, or no such promise.</summary>
    /// <param name="subject">What is judged.</param>
    /// <param name="instance">The case.</param>
    /// <param name="numerics">What is declared.</param>
    /// <param name="alone">The outputs of the case by itself.</param>
    public static Judgement? Judge(ISubject subject, CaseInstance instance, Numerics numerics, IReadOnlyList<Tensor> alone)
    {
        if (instance.Case.Data != DataSets.Properties.Name || numerics.Determinism < Determinism.StreamInvariant)
            return null;
        return subject.RunAmid(instance.Graph, instance.Inputs, [.. instance.Inputs.Select(Backwards)]) switch
        {
            SubjectOutcome.Ran ran => ran.Earlier.Append(ran.Outputs).Select(outputs => SameBits.Differing(Gate.Streams, "while another queue computes", "alone", alone, outputs))
                .FirstOrDefault(judgement => judgement is not null) ?? new Judgement(null, null, null, 0, null, null),
            SubjectOutcome.Broke broke => Judgement.Wrong(broke.Rule, $"with two queues at work: {broke.Text}"),
            SubjectOutcome.Declined { Rule: ISubject.OneQueue } => null,
            SubjectOutcome.Declined declined => Judgement.Wrong(Gate.Streams.Name, $"computed with one queue, declined with two: {declined.Text}"),
            var other => throw new UnreachableException(other.ToString()),
        };
    }

    /// <summary>The elements from the last to the first.</summary>
    public static Tensor Backwards(Tensor tensor)
    {
        var reversed = new Tensor(tensor.Type, tensor.Dims.AsSpan());
        for (long i = 0; i < tensor.Count; i++)
            Element.Copy(tensor, i, reversed, tensor.Count - 1 - i);
        return reversed;
    }
}
