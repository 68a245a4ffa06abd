// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Diagnostics;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Properties;

/// <summary><see cref="Gate.Elsewhere"/>: a case again in every <see cref="Place"/>.</summary>
internal static class Elsewhere
{
    /// <summary>Null where there is nothing to hold: other data, extents that follow from data, or nowhere else to run.</summary>
    /// <param name="subject">What is judged.</param>
    /// <param name="instance">The case.</param>
    /// <param name="numerics">What is declared.</param>
    /// <param name="expectations">What may be computed; null: an output that the case does not ask for.</param>
    /// <param name="random">The data allow the statistical gate.</param>
    /// <param name="alone">The outputs of the case by itself.</param>
    public static Judgement? Judge(ISubject subject, CaseInstance instance, Numerics numerics, ImmutableArray<Expectation?> expectations, bool random, IReadOnlyList<Tensor> alone)
    {
        if (instance.Case.Data != DataSets.Properties.Name || !instance.Graph.IsStatic || instance.Case.Type != FirstType(instance))
            return null;
        var judged = false;
        foreach (var (place, outcome) in Enum.GetValues<Place>().Zip(subject.RunElsewhere(instance.Graph, instance.Inputs, [.. instance.Inputs.Select(StreamInvariance.Backwards)])))
        {
            if (outcome is SubjectOutcome.Declined)
                continue;
            judged = true;
            if (Wrong(Text(place), outcome, numerics, expectations, random, alone) is { } wrong)
                return wrong;
        }
        return judged ? new Judgement(null, null, null, 0, null, null) : null;
    }

    /// <summary>A device is slow to open: once for each operator is enough.</summary>
    private static DType FirstType(CaseInstance instance) =>
        instance.Call.Kernel.Cases.Of(instance.Case.Op).Where(item => item.Data == DataSets.Properties.Name).Select(item => item.Type).FirstOrDefault(instance.Case.Type);

    private static Judgement? Wrong(string place, SubjectOutcome outcome, Numerics numerics, ImmutableArray<Expectation?> expectations, bool random, IReadOnlyList<Tensor> alone) => outcome switch
    {
        SubjectOutcome.Broke broke => Judgement.Wrong(broke.Rule, $"{place}: {broke.Text}"),
        SubjectOutcome.Ran ran when numerics.Determinism != Determinism.None => SameBits.Differing(Gate.Elsewhere, place, "alone", alone, ran.Outputs),
        SubjectOutcome.Ran ran => expectations.Select((expectation, output) => (expectation, output)).Where(item => item.expectation is not null)
            .Zip(ran.Outputs, (item, got) => new OutputJudge(item.expectation!, random).Judge(item.output, got))
            .Where(judgement => !judgement.Holds).Select(judgement => judgement with { Rule = Gate.Elsewhere.Name, Text = $"{place}: {judgement.Text}" }).FirstOrDefault(),
        var other => throw new UnreachableException(other.ToString()),
    };

    private static string Text(Place place) => place switch
    {
        Place.BesideProgram => "while another program of the same graph is alive",
        Place.SecondDevice => "on a second device, opened beside the first",
        Place.BesideDevice => "while a second device is open",
        _ => "on another queue",
    };
}
