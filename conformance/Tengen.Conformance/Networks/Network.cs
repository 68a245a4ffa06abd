// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Interop.Onnx;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Networks;

/// <summary>A model made ready to run: canonical, static, with seeded weights where the file has placeholders, and seeded inputs.</summary>
/// <param name="Graph">In canonical form with static shapes.</param>
/// <param name="Inputs">One tensor per graph input.</param>
public sealed record Network(Graph.Graph Graph, IReadOnlyList<Tensor> Inputs)
{
    private const string Weights = "weights";

    /// <param name="path">An ONNX model.</param>
    /// <param name="seed">Of placeholder weights and of inputs.</param>
    /// <exception cref="OnnxException">The file is refused.</exception>
    /// <exception cref="GraphException">The graph breaks a rule.</exception>
    public static Network Load(string path, ulong seed)
    {
        var model = OnnxModel.Load(path);
        var filled = RandomWeights.Fill(model.Graph, seed);
        var canonical = Canonicalizer.Run(filled, OperatorSet.Contracts);
        var graph = Canonicalizer.Specialize(canonical, OperatorSet.Contracts, [.. canonical.Inputs.Select(input => Static(canonical.Values[input].Shape))]);
        return new Network(graph, [.. graph.Inputs.Select((input, i) => Random(graph.Values[input], Counter.Of($"{Weights}/{i}", Case.SuiteVersion, seed.ToString())))]);
    }

    /// <summary>The same network with every intermediate value as an output, in the order of the nodes.</summary>
    public Graph.Graph Layered() => Graph with { Outputs = [.. Graph.Nodes.SelectMany(node => node.Outputs).Where(value => value != Node.Absent)] };

    /// <summary>Symbols become 1: one image, one sentence.</summary>
    private static Shape Static(Shape shape) => shape.HasRank
        ? new Shape([.. shape.Dims.Select(dim => dim < 0 ? 1 : dim)])
        : throw new GraphException("graph.rank", "an input of unknown rank cannot be run; give the model static shapes");

    private static Tensor Random(Value value, Counter counter)
    {
        var tensor = new Tensor(value.Type, value.Shape.Dims.AsSpan());
        for (long i = 0; i < tensor.Count; i++)
            if (value.Type.IsFloat)
                Element.SetReal(tensor, i, counter.Normal((ulong)i));
            else
                Element.SetInteger(tensor, i, counter.Integer((ulong)i, 0, value.Type == DType.Bool ? 1 : 7));
        return tensor;
    }
}
