// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Evidence;

/// <summary>Passes every question on to a subject and keeps its answers as evidence. What a refusal refused is looked at only beside outputs. Owns the subject. One thread.</summary>
internal sealed class RecordingSubject(ISubject subject) : ISubject
{
    private readonly List<Lazy<RunEvidence>> _runs = [];

    public DeviceIdentity? Identity => subject.Identity;

    public string Description => subject.Description;

    public IReadOnlyList<string> Gates => subject.Gates;

    public IReadOnlyList<string> TakeWarnings() => subject.TakeWarnings();

    public SubjectOutcome Run(Graph.Graph graph, IReadOnlyList<Tensor> inputs)
    {
        var outcome = subject.Run(graph, inputs);
        if (outcome is SubjectOutcome.Ran)
            _runs.Add(new(Record(Question.Digest(graph, inputs), outcome)));
        else
            _runs.Add(new(() => Record(Question.Digest(graph, inputs), outcome)));
        return outcome;
    }

    /// <summary>As many questions as there are inputs; a refusal answers the first one and ends the case there.</summary>
    public SubjectOutcome RunEach(Graph.Graph graph, Lazy<IReadOnlyList<IReadOnlyList<Tensor>>> inputs)
    {
        var outcome = subject.RunEach(graph, inputs);
        if (outcome is SubjectOutcome.Ran ran)
            _runs.AddRange(inputs.Value.Zip([.. ran.Earlier, ran.Outputs], (given, outputs) => new Lazy<RunEvidence>(Record(Question.Digest(graph, given), ran with { Outputs = outputs }))));
        else
            _runs.Add(new(() => Record(Question.Digest(graph, inputs.Value[0]), outcome)));
        return outcome;
    }

    /// <summary>As many answers as there are runs.</summary>
    public SubjectOutcome RunAmid(Graph.Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others)
    {
        var outcome = subject.RunAmid(graph, inputs, others);
        var question = Question.Digest(graph, inputs, others);
        if (outcome is SubjectOutcome.Ran ran)
            _runs.AddRange(ran.Earlier.Append(ran.Outputs).Select(outputs => new Lazy<RunEvidence>(Record(question, ran with { Outputs = outputs }))));
        else
            _runs.Add(new(() => Record(question, outcome)));
        return outcome;
    }

    /// <summary>An answer for each place.</summary>
    public IReadOnlyList<SubjectOutcome> RunElsewhere(Graph.Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others)
    {
        var outcomes = subject.RunElsewhere(graph, inputs, others);
        _runs.AddRange(Enum.GetValues<Place>().Zip(outcomes, (place, outcome) => new Lazy<RunEvidence>(Record(Question.Digest(graph, inputs, others, place), outcome))));
        return outcomes;
    }

    public CaseResult Submit(string id) => subject.Submit(id);

    /// <summary>Starts a case.</summary>
    public void Begin() => _runs.Clear();

    /// <summary>The evidence of the case that just ended, as a line of the evidence file; null when the device computed nothing.</summary>
    public byte[]? Take(string id) => _runs.Exists(run => run is { IsValueCreated: true, Value.Outputs: not null })
        ? JsonSerializer.SerializeToUtf8Bytes(new CaseEvidence(id, subject.Gates, [.. _runs.Select(run => run.Value)]), EvidenceJson.Default.CaseEvidence)
        : null;

    public void Dispose() => subject.Dispose();

    private static RunEvidence Record(string question, SubjectOutcome outcome) => outcome switch
    {
        SubjectOutcome.Ran ran => new RunEvidence { Question = question, Numerics = ran.Numerics, Outputs = [.. ran.Outputs.Select(Record)] },
        SubjectOutcome.Declined declined => new RunEvidence { Question = question, Refused = Verdict.Unsupported, Rule = declined.Rule, Text = declined.Text },
        SubjectOutcome.Broke broke => new RunEvidence { Question = question, Refused = broke.Verdict, Rule = broke.Rule, Text = broke.Text },
        _ => throw new System.Diagnostics.UnreachableException(outcome.ToString()),
    };

    private static OutputEvidence Record(Tensor output)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            zlib.Write(output.AsBytes());
        return new OutputEvidence(output.Type, output.Dims, Convert.ToHexStringLower(SHA256.HashData(output.AsBytes())), packed.ToArray());
    }
}
