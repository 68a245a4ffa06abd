// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Interop.Onnx;
using Tengen.Reference;

namespace Tengen.Conformance.Official;

using Graph = Tengen.Graph.Graph;

/// <summary>An official case made ready: its canonical, static graph, the tensors that go in and those that must come out.</summary>
/// <param name="Graph">In canonical form. What only says a shape is a constant in it, as it is in a network.</param>
/// <param name="Inputs">One tensor per graph input.</param>
/// <param name="Outputs">One tensor per graph output.</param>
/// <param name="IsRoundedByHand">The outputs hold within ONNX's own rule and no closer.</param>
internal sealed record OfficialCase(Graph Graph, ImmutableArray<Tensor> Inputs, ImmutableArray<Tensor> Outputs, bool IsRoundedByHand)
{
    /// <exception cref="OnnxException">A file is refused.</exception>
    /// <exception cref="GraphException">The graph contradicts a contract.</exception>
    /// <exception cref="NotSupportedException">It stays outside plain tensors or the oracle's operators; the message says how.</exception>
    public static OfficialCase Load(string folder)
    {
        var item = OnnxCaseFolder.Load(folder);
        if (item.Unsupported is { } reason)
            throw new NotSupportedException(reason);
        var inputs = item.Inputs.Select(input => input.Tensor).ToImmutableArray();
        var written = WithConstants(item.Model.Graph, inputs, [.. item.Model.Graph.Nodes.SelectMany(ShapeOperands)]);
        var graph = Specialized(written);
        if (!graph.Values.All(value => value.Shape.IsStatic))
        {
            written = WithConstants(item.Model.Graph, inputs, [.. item.Model.Graph.Inputs.Zip(inputs).Where(pair => IsCount(pair.Second)).Select(pair => pair.First)]);
            graph = Specialized(written);
        }
        var unknown = graph.Nodes.Where(node => OperatorSet.Kernels.Find(node.Domain, node.Op) is null).Select(node => node.Op).Distinct().ToList();
        if (unknown.Count > 0)
            throw new NotSupportedException($"operator {string.Join(", ", unknown)}");
        ImmutableArray<Tensor> outputs = [.. item.Outputs.Select(output => output.Tensor)];
        return new OfficialCase(WithOutputs(graph, outputs), [.. item.Model.Graph.Inputs.Zip(inputs).Where(pair => written.Inputs.Contains(pair.First)).Select(pair => pair.Second)], outputs, item.IsRoundedByHand);
    }

    private static Graph Specialized(Graph graph) =>
        Canonicalizer.Specialize(Canonicalizer.Run(graph, OperatorSet.Contracts), OperatorSet.Contracts, [.. graph.Inputs.Select(input => graph.Values[input].Shape)]);

    private static bool IsCount(Tensor tensor) => tensor.Rank <= 1 && (tensor.Type == DType.Int32 || tensor.Type == DType.Int64);

    private static Graph WithConstants(Graph graph, ImmutableArray<Tensor> inputs, HashSet<int> shapes)
    {
        var values = graph.Values.ToBuilder();
        foreach (var (index, tensor) in graph.Inputs.Zip(inputs))
            values[index] = shapes.Contains(index) ? Value.Of(values[index].Name, tensor) : values[index] with { Shape = new Shape(tensor.Dims) };
        return graph with { Values = values.ToImmutable(), Inputs = [.. graph.Inputs.Where(index => !shapes.Contains(index))] };
    }

    private static IEnumerable<int> ShapeOperands(Node node) =>
        OperatorSet.Contracts.Find(node.Domain, node.Op) is { } contract ? contract.ShapeInputs.Where(node.HasInput).Select(position => node.Inputs[position]) : [];

    /// <summary>Dims that follow from data are left to the device where one operator bounds them, otherwise those that the case publishes.</summary>
    private static Graph WithOutputs(Graph graph, ImmutableArray<Tensor> outputs)
    {
        var values = graph.Values.ToBuilder();
        foreach (var (index, tensor) in graph.Outputs.Zip(outputs))
            if (!values[index].Shape.IsStatic && (graph.Nodes.Length > 1 || !values[index].Shape.HasRank || !values[index].Shape.Dims.All(dim => dim >= 0 || graph.Symbols[Shape.SymbolIndex(dim)].Max < long.MaxValue)))
                values[index] = values[index] with { Shape = new Shape(tensor.Dims) };
        return graph with { Values = values.ToImmutable() };
    }
}
