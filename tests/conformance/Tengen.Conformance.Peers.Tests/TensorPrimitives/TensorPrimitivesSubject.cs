// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Peers;

/// <summary>System.Numerics.Tensors.TensorPrimitives: one call per element-wise operator, one per line of a reduction, one per element of a product.</summary>
internal sealed class TensorPrimitivesSubject : ISubject
{
    public string Description => $"TensorPrimitives {typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.GetName().Version}";

    public IReadOnlyList<string> Gates => [];

    /// <summary>False where there is no primitive for the operator, or none for the element type.</summary>
    public static bool Knows(Case item) =>
        (item.Type == DType.Float32 || item.Type == DType.Float64 || item.Type == DType.Float16) && (Elementwise<float>.Knows(item.Op) || Lines<float>.Knows(item.Op));

    public SubjectOutcome Run(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs)
    {
        var type = graph.Values[graph.Outputs[0]].Type;
        var ran = type == DType.Float32 ? Run<float>(graph, inputs) : type == DType.Float64 ? Run<double>(graph, inputs) : type == DType.Float16 ? Run<Half>(graph, inputs) : null;
        return ran is null
            ? new SubjectOutcome.Declined("primitives", $"{graph.Nodes[0]}: no primitive of this form")
            : new SubjectOutcome.Ran([ran], TensorPrimitivesNumerics.Of(graph.Nodes[0].Op, type));
    }

    private static Tensor? Run<T>(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var value = graph.Values[graph.Outputs[0]];
        if (graph.Outputs.Length > 1 || !value.Shape.IsStatic || inputs.Count == 0 || inputs.Any(input => input.Type != value.Type))
            return null;
        var output = new Tensor(value.Type, value.Shape.Dims.AsSpan());
        return Elementwise<T>.Try(graph.Nodes[0], inputs, output) || Lines<T>.Try(graph, inputs, output) ? output : null;
    }

    public CaseResult Submit(string id) => new() { Case = id, Verdict = Verdict.Unsupported, Rule = "peer", Text = "a peer is no device behind the ABI" };

    public void Dispose() { }
}
