// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Matrix products over broadcast leading dims, as numpy.matmul.</summary>
internal sealed unsafe class MatMulOperator() : Operator("MatMul", 1, 13)
{
    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, .. NumberSteps.Types];

    public override void Build(PlanBuilder builder, Node node)
    {
        var shape = Shape.Of(builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[1]));
        var type = builder.Type(node.Inputs[0]);
        if (TypeSets.IsFloat(type))
            BuildFloat(builder, node, shape);
        else
            ElementTypes.Number(type, new NumberCase(builder, node, shape));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (left, right) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape);
        return left.Rank < 1 || right.Rank < 1 || left.Dims[^1] != right.Dims[right.Rank == 1 ? 0 : right.Rank - 2]
            ? Support.No(Why.Shape, $"MatMul of {left} by {right} is not consistent")
            : SameType(graph, node);
    }

    private static void BuildFloat(PlanBuilder builder, Node node, Shape shape)
    {
        var path = KernelPaths.Choose(shape.Rows, shape.Columns);
        var blocking = KernelPaths.Block(path, shape.Rows, shape.Columns, shape.Depth);
        var a = builder.Float(node.Inputs[0]);
        var isPacked = shape.IsOneRight && builder.Constant(node.Inputs[1]) is not null;
        var b = isPacked ? LeftPanels.Pack(builder, node.Inputs[1], blocking, false, 1, shape.Columns) : builder.Float(node.Inputs[1]);
        var output = builder.FloatResult(node.Outputs[0]);
        var leftBytes = (blocking.LeftSize * sizeof(float) + 63) & -64;
        var rightBytes = isPacked ? 0 : (blocking.RightSize * sizeof(float) + 63) & -64;
        var scratch = leftBytes + rightBytes + MatrixProduct<PackedPanels>.ScratchBytes(blocking, builder.Pool.Width);
        builder.Add([a, b], [output], scratch, (in frame) =>
        {
            var left = (float*)frame.Scratch;
            var right = isPacked ? frame.Floats(b) : (float*)(frame.Scratch + leftBytes);
            for (var batch = 0; batch < shape.Batches; batch++)
            {
                var (fromA, fromB) = shape.Origin(batch);
                var packLeft = Packing.Left(blocking, frame.Floats(a) + fromA, shape.Depth, 1, left);
                frame.Pool.Run(packLeft.Items, ref packLeft);
                if (!isPacked && (batch == 0 || !shape.IsOneRight))
                {
                    var packRight = Packing.Right(blocking, frame.Floats(b) + fromB, 1, shape.Columns, right);
                    frame.Pool.Run(packRight.Items, ref packRight);
                }
                var product = new MatrixProduct<PackedPanels>
                {
                    Path = path,
                    Blocking = blocking,
                    Batches = 1,
                    Groups = 1,
                    Left = left,
                    Right = new PackedPanels(right),
                    Product = frame.Floats(output) + (nint)batch * shape.Rows * shape.Columns,
                    Stride = shape.Columns,
                    Scratch = (float*)(frame.Scratch + leftBytes + rightBytes),
                };
                product.Run(frame.Pool);
            }
        });
    }

    private static void BuildNumber<T>(PlanBuilder builder, Node node, Shape shape) where T : unmanaged, INumber<T>
    {
        var (a, b, c) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.SlotOf(node.Outputs[0]));
        builder.Add([a, b], [c], NumberProduct<T, StridedPanels<T>>.ScratchBytes(shape.Depth, builder.Pool.Width), (in frame) =>
        {
            for (var batch = 0; batch < shape.Batches; batch++)
            {
                var (fromA, fromB) = shape.Origin(batch);
                var to = frame.At<T>(c) + (nint)batch * shape.Rows * shape.Columns;
                NumberSteps.Multiply(frame, frame.At<T>(a) + fromA, shape.Depth, 1, frame.At<T>(b) + fromB, shape.Columns, 1, to, shape.Rows, shape.Columns, shape.Depth);
            }
        });
    }

    private readonly struct NumberCase(PlanBuilder builder, Node node, Shape shape) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => BuildNumber<T>(builder, node, shape);
    }

    /// <summary>Products of one size; a right matrix without leading dims makes the left ones one tall matrix.</summary>
    private sealed class Shape(int rows, int columns, int depth, int batches, bool isOneRight, Broadcast leading)
    {
        public int Rows => rows;

        public int Columns => columns;

        public int Depth => depth;

        public int Batches => batches;

        public bool IsOneRight => isOneRight;

        public static Shape Of(ImmutableArray<long> left, ImmutableArray<long> right)
        {
            long[] a = left.Length == 1 ? [1, left[0]] : [.. left];
            long[] b = right.Length == 1 ? [right[0], 1] : [.. right];
            var (columns, depth) = ((int)b[^1], (int)a[^1]);
            var (leftLeading, rightLeading) = (a[..^2], b[..^2]);
            var one = rightLeading.All(extent => extent == 1);
            if (one)
                return new Shape((int)Tengen.Graph.Shape.CountOf(a.AsSpan()[..^1]), columns, depth, 1, true, new Broadcast([], [], []));
            var rank = Math.Max(leftLeading.Length, rightLeading.Length);
            var leading = new long[rank];
            for (var i = 0; i < rank; i++)
            {
                var l = i < rank - leftLeading.Length ? 1 : leftLeading[i - rank + leftLeading.Length];
                var r = i < rank - rightLeading.Length ? 1 : rightLeading[i - rank + rightLeading.Length];
                leading[i] = l == 1 ? r : l;
            }
            return new Shape((int)a[^2], columns, depth, (int)Tengen.Graph.Shape.CountOf(leading), false, new Broadcast(leftLeading, rightLeading, leading));
        }

        /// <summary>First elements of both matrices of a product.</summary>
        public (nint Left, nint Right) Origin(int batch)
        {
            var (left, right) = leading.Origin(batch / leading.Inner);
            var inner = batch % leading.Inner;
            return ((left + inner * leading.LeftStep) * rows * depth, (right + inner * leading.RightStep) * depth * columns);
        }
    }
}
