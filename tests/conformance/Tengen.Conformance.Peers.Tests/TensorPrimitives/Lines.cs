// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Graph;
using Primitives = System.Numerics.Tensors.TensorPrimitives;

namespace Tengen.Conformance.Peers;

/// <summary>Operators on contiguous lines: reductions of the last axis or of all, Softmax of the last axis, products of matrices.</summary>
internal static class Lines<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private delegate T Reduction(ReadOnlySpan<T> line);

    private static readonly Dictionary<string, Reduction> Reductions = new(StringComparer.Ordinal)
    {
        ["ReduceSum"] = Primitives.Sum,
        ["ReduceSumSquare"] = Primitives.SumOfSquares,
        ["ReduceL1"] = Primitives.SumOfMagnitudes,
        ["ReduceL2"] = Primitives.Norm,
        ["ReduceProd"] = Primitives.Product,
        ["ReduceMax"] = Primitives.Max,
        ["ReduceMin"] = Primitives.Min,
    };

    public static bool Knows(string op) => Reductions.ContainsKey(op) || op is "Softmax" or "MatMul";

    /// <summary>False when there is no primitive for the node, or its lines are not contiguous, or there is nothing in them.</summary>
    public static bool Try(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs, Tensor output)
    {
        var node = graph.Nodes[0];
        if (inputs.Any(input => input.Count == 0 || input.Rank == 0))
            return false;
        if (Reductions.TryGetValue(node.Op, out var reduction))
            return Reduce(reduction, Axes(graph), inputs[0], output);
        if (node.Op == "Softmax" && Wrapped(node.Attributes.Int("axis", -1), output.Rank) == output.Rank - 1)
            return Softmax(inputs[0], output);
        return node.Op == "MatMul" && inputs.All(input => input.Rank == 2) && Product(inputs[0], inputs[1], output);
    }

    private static long[]? Axes(Tengen.Graph.Graph graph)
    {
        var node = graph.Nodes[0];
        if (node.Attributes.Int("noop_with_empty_axes", 0) != 0)
            return null;
        return node.HasInput(1) ? graph.Values[node.Inputs[1]].Constant?.AsSpan<long>().ToArray() : [];
    }

    private static bool Reduce(Reduction reduction, long[]? axes, Tensor input, Tensor output)
    {
        var whole = axes is { Length: 0 };
        if (axes is null || !(whole || (axes.Length == 1 && Wrapped(axes[0], input.Rank) == input.Rank - 1)))
            return false;
        var data = input.AsSpan<T>();
        var results = output.AsSpan<T>();
        var length = data.Length / results.Length;
        for (var i = 0; i < results.Length; i++)
            results[i] = reduction(data.Slice(i * length, length));
        return true;
    }

    private static bool Softmax(Tensor input, Tensor output)
    {
        var length = (int)input.Dims[^1];
        for (var at = 0; at < input.Count; at += length)
            Primitives.SoftMax<T>(input.AsSpan<T>().Slice(at, length), output.AsSpan<T>().Slice(at, length));
        return true;
    }

    private static bool Product(Tensor left, Tensor right, Tensor output)
    {
        var (rows, inner, columns) = ((int)left.Dims[0], (int)left.Dims[1], (int)right.Dims[1]);
        var column = new T[inner];
        for (var j = 0; j < columns; j++)
        {
            for (var k = 0; k < inner; k++)
                column[k] = right.AsSpan<T>()[k * columns + j];
            for (var i = 0; i < rows; i++)
                output.AsSpan<T>()[i * columns + j] = Primitives.Dot<T>(left.AsSpan<T>().Slice(i * inner, inner), column);
        }
        return true;
    }

    private static long Wrapped(long axis, int rank) => axis < 0 ? axis + rank : axis;
}
