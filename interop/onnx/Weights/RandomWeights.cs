// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Tengen.Interop.Onnx;

using Tengen.Graph;
using Tengen.Interop.Onnx.Weights;

/// <summary>
/// Gives a model whose weights are all one number (the official light models: ConstantOfShape over a constant shape) weights that
/// exercise arithmetic. A weight depends on the seed, its name and its role alone. Roles, by the first reader, seen through Unsqueeze,
/// Reshape and Identity: weight of Conv, Gemm or MatMul: normal with deviation sqrt(2 / fan-in) (He et al. 2015, "Delving Deep into
/// Rectifiers", section 2.2); BatchNormalization scale and variance, factor of a Mul: 1 + |0.1 normal|; everything else (biases, means): 0.05 normal.
/// </summary>
public static class RandomWeights
{
    /// <summary>Replaces fp32 weights of the outermost graph. Constants of one element and those with differing elements stay.</summary>
    /// <returns>A graph without the replaced ConstantOfShape nodes; value indices are unchanged.</returns>
    /// <exception cref="OnnxException">A ConstantOfShape has dims that are no shape, or the weights take more than <see cref="OnnxLimits.ExpandedBytes"/>.</exception>
    public static Graph Fill(Graph graph, ulong seed, OnnxLimits? limits = null)
    {
        var budget = new WeightBudget(limits ?? OnnxLimits.Default);
        var values = graph.Values.ToBuilder();
        var nodes = ImmutableArray.CreateBuilder<Node>();
        var roles = new WeightRoles(graph);
        foreach (var node in graph.Nodes)
            if (FilledDims(graph, node) is { } dims && !graph.Outputs.Contains(node.Outputs[0]))
                Replace(node.Outputs[0], dims, node.Name);
            else
                nodes.Add(node);
        for (var i = 0; i < graph.Values.Length; i++)
            if (graph.Values[i].Constant is { } constant && constant.Type == DType.Float32 && IsFilled(constant))
                Replace(i, constant.Dims, graph.Values[i].Name);
        return graph with { Values = values.ToImmutable(), Nodes = nodes.ToImmutable() };

        void Replace(int index, ImmutableArray<long> dims, string place)
        {
            budget.Charge(dims, place);
            var (mean, deviation, positive) = roles.Of(index, dims);
            var tensor = new Tensor(DType.Float32, dims.AsSpan());
            var normal = new NormalSource(seed, graph.Values[index].Name);
            foreach (ref var element in tensor.AsSpan<float>())
            {
                var sample = deviation * normal.Next();
                element = (float)(mean + (positive ? Math.Abs(sample) : sample));
            }
            values[index] = Value.Of(graph.Values[index].Name, tensor);
        }
    }

    private static ImmutableArray<long>? FilledDims(Graph graph, Node node)
    {
        if (node.Domain.Length > 0 || node.Op != "ConstantOfShape" || !node.HasInput(0) || !node.HasOutput(0)
            || (node.Attributes["value"] is { } fill && !(fill.Content is Tensor { Type: var type } && type == DType.Float32))
            || graph.Values[node.Inputs[0]].Constant is not { } shape || shape.Type != DType.Int64)
            return null;
        if (shape.Count > Shape.MaxRank)
            throw new OnnxException("", 0, node.Name, $"a ConstantOfShape of rank {shape.Count}, above {Shape.MaxRank}");
        return [.. Enumerable.Range(0, (int)shape.Count).Select(axis => Read<long>(shape, axis))];
    }

    private static bool IsFilled(Tensor tensor)
    {
        if (tensor.Count < 2)
            return false;
        var first = Read<int>(tensor, 0);
        for (long i = 1; i < tensor.Count; i++)
            if (Read<int>(tensor, i) != first)
                return false;
        return true;
    }

    private static unsafe T Read<T>(Tensor tensor, long index) where T : unmanaged
    {
        var element = Unsafe.ReadUnaligned<T>(tensor.Pointer + (index * sizeof(T)));
        GC.KeepAlive(tensor);
        return element;
    }
}
