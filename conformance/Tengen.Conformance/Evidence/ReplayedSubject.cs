// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Security.Cryptography;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Evidence;

/// <summary>Answers from evidence what a device answered then. The same questions must come in the same order. One thread.</summary>
internal sealed class ReplayedSubject(RunFiles run) : ISubject
{
    private CaseEvidence _evidence = new("", [], []);
    private int _next;

    public string Description => $"evidence of {run.Header.Backend}";

    public IReadOnlyList<string> Gates => _evidence.Gates;

    /// <summary>Takes up the evidence of a case.</summary>
    /// <exception cref="EvidenceException">There is none, or it is damaged.</exception>
    public void Begin(string id) => (_evidence, _next) = (run.EvidenceOf(id), 0);

    /// <exception cref="EvidenceException">The question was not asked then, or its answer is damaged.</exception>
    public SubjectOutcome Run(Graph.Graph graph, IReadOnlyList<Tensor> inputs) => Answer(Question.Digest(graph, inputs));

    /// <exception cref="EvidenceException">As of <see cref="Run"/>.</exception>
    public SubjectOutcome RunAmid(Graph.Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others)
    {
        var question = Question.Digest(graph, inputs, others);
        var answer = Answer(question);
        if (answer is not SubjectOutcome.Ran first)
            return answer;
        var rest = Enumerable.Range(1, ISubject.Repeats - 1).Select(_ => Answer(question) as SubjectOutcome.Ran ?? throw new EvidenceException("evidence.damaged", "of the answers with another queue at work one is a refusal")).ToList();
        return rest[^1] with { Earlier = [first.Outputs, .. rest.SkipLast(1).Select(run => run.Outputs)] };
    }

    /// <exception cref="EvidenceException">As of <see cref="Run"/>.</exception>
    public IReadOnlyList<SubjectOutcome> RunElsewhere(Graph.Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others) =>
        [.. Enum.GetValues<Place>().Select(place => Answer(Question.Digest(graph, inputs, others, place)))];

    private SubjectOutcome Answer(string question)
    {
        if (_next == _evidence.Runs.Count)
            throw new EvidenceException("evidence.question", $"the case asks more than the {_next} questions that were recorded");
        var answer = _evidence.Runs[_next++];
        if (answer.Question != question)
            throw new EvidenceException("evidence.question", $"question {_next - 1} is not the recorded one: other data follow from the case's id, the nonce and this suite");
        return (answer.Outputs, answer.Numerics, answer.Refused) switch
        {
            ({ } outputs, { } numerics, null) => new SubjectOutcome.Ran([.. outputs.Select(Read)], numerics),
            (null, null, Verdict.Unsupported) => new SubjectOutcome.Declined(answer.Rule ?? "", answer.Text ?? ""),
            (null, null, { } verdict) => new SubjectOutcome.Broke(verdict, answer.Rule ?? "", answer.Text ?? ""),
            _ => throw new EvidenceException("evidence.damaged", $"answer {_next - 1} is neither outputs nor a refusal"),
        };
    }

    public CaseResult Submit(string id) => throw new EvidenceException(CaseEvidence.Missing, "calls leave no evidence");

    public void Dispose() { }

    /// <exception cref="EvidenceException">It is damaged.</exception>
    internal static Tensor Read(OutputEvidence output)
    {
        try
        {
            var bytes = new byte[output.Type.BytesFor(Shape.CountOf([.. output.Dims]))];
            using var zlib = new ZLibStream(new MemoryStream(output.Zlib), CompressionMode.Decompress);
            zlib.ReadExactly(bytes);
            if (zlib.ReadByte() < 0 && Convert.ToHexStringLower(SHA256.HashData(bytes)) == output.Sha256)
                return new Tensor(output.Type, [.. output.Dims], Storage.CopyOf(bytes));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException)
        {
        }
        throw new EvidenceException("evidence.damaged", $"an output's bytes are not those of its digest {output.Sha256}");
    }
}
