// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Tests.Properties;

using Graph = Tengen.Graph.Graph;

/// <summary>The oracle's simulation with something done to it: inputs in, its outputs, what comes out.</summary>
internal sealed class BentSubject(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> bend, Numerics? declared = null) : ISubject
{
    private readonly ReferenceSubject _straight = new();

    public string Description => "bent";

    public IReadOnlyList<string> Gates => [];

    public SubjectOutcome Run(Graph graph, IReadOnlyList<Tensor> inputs) => _straight.Run(graph, inputs) is SubjectOutcome.Ran ran
        ? new SubjectOutcome.Ran(bend(inputs, ran.Outputs), declared ?? ran.Numerics)
        : throw new InvalidOperationException("the simulation runs everything");

    public CaseResult Submit(string id) => throw new NotSupportedException();

    public void Dispose() => _straight.Dispose();
}
