// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Interop.Onnx.Weights;

using Tengen.Graph;

/// <summary>The distribution that suits a weight, by the node that reads it; see <see cref="RandomWeights"/>.</summary>
internal sealed class WeightRoles
{
    private readonly Dictionary<int, (Node Node, int Position)> _reader = [];

    public WeightRoles(Graph graph)
    {
        foreach (var node in graph.Nodes)
            for (var i = 0; i < node.Inputs.Length; i++)
                if (node.HasInput(i))
                    _reader.TryAdd(node.Inputs[i], (node, i));
    }

    public (double Mean, double Deviation, bool Positive) Of(int value, ImmutableArray<long> dims)
    {
        while (_reader.TryGetValue(value, out var through) && through.Position == 0 && through.Node.Op is "Unsqueeze" or "Reshape" or "Identity" && through.Node.HasOutput(0))
            value = through.Node.Outputs[0];
        if (!_reader.TryGetValue(value, out var reader))
            return (0, 0.05, false);
        return (reader.Node.Op, reader.Position) switch
        {
            ("Conv", 1) when dims.Length > 1 => He(dims.Skip(1)),
            ("Gemm", 1) when dims.Length == 2 => He([dims[reader.Node.Attributes["transB"] is { Content: not 0L } ? 1 : 0]]),
            ("MatMul", 1) when dims.Length > 1 => He([dims[^2]]),
            ("BatchNormalization", 1 or 4) or ("Mul", _) => (1, 0.1, true),
            _ => (0, 0.05, false),
        };
    }

    private static (double Mean, double Deviation, bool Positive) He(IEnumerable<long> fanIn) =>
        (0, Math.Sqrt(2 / Math.Max(fanIn.Aggregate(1.0, (product, dim) => product * dim), 1)), false);
}
