// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;

namespace Tengen.Conformance.Official;

/// <summary>The oracle itself, in double: what official cases judge when nothing stands between.</summary>
internal sealed class OracleSubject : ISubject
{
    public string Description => "the oracle, in double";

    public IReadOnlyList<string> Gates => [];

    public SubjectOutcome Run(Graph.Graph graph, IReadOnlyList<Tensor> inputs) =>
        new SubjectOutcome.Ran([.. Oracle.Evaluate(graph, [.. inputs]).Select(tensor => tensor!)], Numerics.Default);

    public CaseResult Submit(string id) => new() { Case = id, Verdict = Verdict.Unsupported, Rule = "reference", Text = "the oracle has no queues" };

    public void Dispose() { }
}
