// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>What the dims and types of operators with indices (input 1) must meet.</summary>
internal static class IndexRules
{
    public static Support? Check(Graph graph, Node node) => IntegerOperand.IsType(graph.Values[node.Inputs[1]].Type)
        ? null
        : Support.No(Why.DType, $"indices of {node.Op} are i32 or i64, not {graph.Values[node.Inputs[1]].Type}");

    public static Support? Expect(Value value, ImmutableArray<long> dims) => value.Shape == new Shape(dims)
        ? null
        : Support.No(Why.Shape, $"{value} should have the dims {new Shape(dims)}");

    /// <summary>Indices of the data's rank that reach no further than the data on every axis but one.</summary>
    public static Support? CheckLines(Graph graph, Node node, int axis)
    {
        var (data, indices) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape);
        if (axis < 0 || axis >= data.Rank)
            return Support.No(Why.Attribute, $"{node.Op} has no axis {axis} of {data.Rank}");
        return indices.Rank != data.Rank || Enumerable.Range(0, data.Rank).Any(i => i != axis && indices[i] > data[i])
            ? Support.No(Why.Shape, $"{node.Op}: indices {indices} reach beyond data {data} on another axis than {axis}")
            : null;
    }

    /// <summary>Tuples of i64 in the last dim of the indices, behind the batch dims.</summary>
    public static Support? CheckTuples(Graph graph, Node node, long batch)
    {
        var (data, indices) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]]);
        if (indices.Type != DType.Int64)
            return Support.No(Why.DType, $"indices of {node.Op} are i64, not {indices.Type}");
        return indices.Shape.Rank < 1 || batch < 0 || batch >= Math.Min(data.Rank, indices.Shape.Rank) || indices.Shape.Dims[^1] > data.Rank - batch
            ? Support.No(Why.Shape, $"{node.Op} with {batch} batch dims: {indices} holds no tuples for data {data}")
            : null;
    }

    public static TupleShape Tuples(ImmutableArray<long> data, ImmutableArray<long> indices, int batch)
    {
        var length = (int)indices[^1];
        var steps = Box.StepsOf(data.AsSpan());
        var run = (nint)Shape.CountOf(data.AsSpan()[(batch + length)..]);
        return new TupleShape(
            [.. data[batch..(batch + length)].Select(dim => (nint)dim)],
            steps[batch..(batch + length)],
            run,
            (nint)Shape.CountOf(indices.AsSpan()[..^1]),
            Math.Max(1, (nint)Shape.CountOf(indices.AsSpan()[batch..^1])),
            batch == 0 ? 0 : steps[batch - 1]);
    }
}
