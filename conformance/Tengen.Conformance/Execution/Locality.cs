// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Execution;

/// <summary>
/// <see cref="Gate.Local"/>: runs a NaN-tracer case again with a number in place of every NaN. Outputs that no NaN can reach, as
/// <see cref="Taint"/> has it, must keep their bits.
/// </summary>
internal sealed class Locality
{
    /// <summary>As large as any element around it, so that a scale taken over the tensor moves too.</summary>
    private const double Replacement = 1;

    private readonly ISubject _subject;
    private readonly CaseInstance _instance;
    private readonly IReadOnlyList<Tensor> _traced;
    private readonly List<(int Tensor, InputElement At)> _sources;
    private readonly ImmutableArray<string> _forms;

    private Locality(ISubject subject, CaseInstance instance, List<(int, InputElement)> sources, ImmutableArray<string> forms) =>
        (_subject, _instance, _traced, _sources, _forms) = (subject, instance, instance.Inputs, sources, forms);

    /// <summary>The gate for a case, or null where it has nothing to hold: other data, or no promise to repeat results.</summary>
    public static Locality? Of(ISubject subject, CaseInstance instance, Numerics numerics)
    {
        if (instance.Case.Data != DataSets.NanTracer.Name || numerics.Determinism == Determinism.None)
            return null;
        var sources = new List<(int, InputElement)>();
        for (var i = 0; i < instance.Inputs.Length; i++)
            if (instance.Inputs[i] is { Type.IsFloat: true } tensor)
                for (var element = 0L; element < tensor.Count; element++)
                    if (double.IsNaN(Element.Real(tensor, element)))
                        sources.Add((i, new InputElement(instance.Graph.Nodes[0].Inputs.IndexOf(instance.Graph.Inputs[i]), element)));
        return sources.Count is > 0 and <= Taint.MostSources ? new Locality(subject, instance, sources, numerics.Forms) : null;
    }

    /// <param name="expectations">Outputs that have one right value are left to <see cref="Gate.Exact"/>.</param>
    /// <param name="outputs">What was computed of the case as it is.</param>
    public Judgement Judge(ImmutableArray<Expectation?> expectations, IReadOnlyList<Tensor> outputs)
    {
        if (Rerun(without: _ => true, out var wrong) is not { } clean)
            return wrong!;
        var reach = Oracle.Reach(_instance.Call, [.. _sources.Select(source => source.At)], _forms.AsSpan());
        var computed = 0;
        for (var i = 0; i < expectations.Length; i++)
        {
            if (expectations[i] is not { } expectation)
                continue;
            var (with, without) = (outputs[computed], clean[computed]);
            if (!expectation.IsExact && reach[i] is { } taints && Changed(with, without, taints) is { Count: > 0 } changed)
                return Leak(i, computed, with, without, changed);
            computed++;
        }
        return new Judgement(null, null, null, 0, null, null);
    }

    private static List<long> Changed(Tensor with, Tensor without, Taint[] taints)
    {
        var changed = new List<long>();
        for (var element = 0; element < taints.Length; element++)
            if (taints[element] == Taint.None && !Bits(with, element).SequenceEqual(Bits(without, element)))
                changed.Add(element);
        return changed;
    }

    private Judgement Leak(int output, int computed, Tensor with, Tensor without, List<long> changed)
    {
        var first = changed[0];
        var mismatch = new Mismatch(output, Positions.Of(with, first), Element.Real(with, first), Element.Real(without, first), 0, changed.Count, with.Count);
        var text = $"{changed.Count} of {with.Count} elements that no NaN reaches changed with {Culprit(computed, first, without)}: "
            + $"element [{string.Join(", ", mismatch.Index)}] of output {output} is {mismatch.Got:R} with it, {mismatch.Want:R} with {Replacement} in its place";
        return new Judgement(Gate.Local.Name, text, mismatch, double.PositiveInfinity, null, null);
    }

    /// <summary>The first NaN that alone changes the element, in words.</summary>
    private string Culprit(int computed, long element, Tensor clean)
    {
        for (var source = 0; source < _sources.Count; source++)
            if (_sources.Count == 1 || (Rerun(other => other != source, out _) is { } alone && !Bits(alone[computed], element).SequenceEqual(Bits(clean, element))))
            {
                var (tensor, at) = _sources[source];
                return $"the NaN at [{string.Join(", ", Positions.Of(_traced[tensor], at.Element))}] of {_instance.Graph.Values[_instance.Graph.Inputs[tensor]].Name} (input {at.Input})";
            }
        return "the NaNs together";
    }

    private IReadOnlyList<Tensor>? Rerun(Func<int, bool> without, out Judgement? wrong)
    {
        var inputs = _traced.Select(tensor => new Tensor(tensor.Type, tensor.Dims, Storage.CopyOf(tensor.AsBytes()))).ToArray();
        for (var source = 0; source < _sources.Count; source++)
            if (without(source))
                Element.SetReal(inputs[_sources[source].Tensor], _sources[source].At.Element, Replacement);
        var outcome = _subject.Run(_instance.Graph, inputs);
        wrong = outcome switch
        {
            SubjectOutcome.Ran => null,
            SubjectOutcome.Broke broke => Judgement.Wrong(broke.Rule, $"without the NaN: {broke.Text}"),
            SubjectOutcome.Declined declined => Judgement.Wrong(Gate.Local.Name, $"computed with a NaN, declined without it: {declined.Text}"),
            var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
        };
        return outcome is SubjectOutcome.Ran ran ? ran.Outputs : null;
    }

    private static ReadOnlySpan<byte> Bits(Tensor tensor, long element)
    {
        var width = tensor.Type.Bits / 8;
        return tensor.AsBytes().Slice(checked((int)element * width), width);
    }
}
