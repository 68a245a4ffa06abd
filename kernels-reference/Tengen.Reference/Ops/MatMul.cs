// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Matrix product as numpy.matmul. Source: ONNX MatMul-13.</summary>
internal sealed class MatMul : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Floats, DType.Int32, DType.Int64, DType.UInt32, DType.UInt64];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "MatMul",
        Versions = [1, 9, 13],
        Inputs = [new("A", Supported, "T"), new("B", Supported, "T")],
        Outputs = [new("Y", Supported, "T")],
        Infer = Infer,
        Summary = "Y = A B over the last two axes, the others broadcast; a vector is a row on the left and a column on the right, and its axis " +
            "vanishes. Sums run in any order; an empty sum is 0; integers wrap. ONNX MatMul-13, numpy.matmul.",
    };

    private static void Infer(ShapeContext context)
    {
        var (a, b) = (context.InputShape(0), context.InputShape(1));
        if (!a.HasRank || !b.HasRank)
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        if (a.Rank == 0 || b.Rank == 0)
            throw context.Error("rank", "a scalar is no matrix");
        var (left, right) = (a[a.Rank - 1], b[Math.Max(0, b.Rank - 2)]);
        if (left != right && !Shape.IsSymbol(left) && !Shape.IsSymbol(right))
            throw context.Error("dims", $"{a} and {b} do not multiply: {left} columns meet {right} rows");
        var batch = ShapeRules.Broadcast(context, new Shape(a.Dims[..Math.Max(0, a.Rank - 2)]), new Shape(b.Dims[..Math.Max(0, b.Rank - 2)]));
        ImmutableArray<long> rows = a.Rank > 1 ? [a[a.Rank - 2]] : [];
        ImmutableArray<long> columns = b.Rank > 1 ? [b[b.Rank - 1]] : [];
        context.SetOutput(0, context.InputType(0), new Shape([.. batch.Dims, .. rows, .. columns]));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (a, b) = (Matrix(context.InputDims(0), column: false), Matrix(context.InputDims(1), column: true));
        var (m, k, n) = (a[^2], a[^1], b[^1]);
        int[] batch = [.. context.OutputDims(0).SkipLast((context.InputDims(0).Length > 1 ? 1 : 0) + (context.InputDims(1).Length > 1 ? 1 : 0))];
        var (ofA, ofB) = (new Broadcast(a.AsSpan()[..^2], batch), new Broadcast(b.AsSpan()[..^2], batch));
        if (!context.OutputType(0).IsFloat)
        {
            Integers(context, ofA, ofB, m, k, n);
            return;
        }
        var (x, y) = (context.Numbers(0), context.Numbers(1));
        context.Along(0, new Lines(context.OutputSize(0) / Math.Max(1, n), n, 1), (line, first, results) =>
        {
            var (matrix, row) = Math.DivRem(line, m);
            var (left, right) = ((ofA[matrix] * m + row) * k, ofB[matrix] * k * n + first);
            for (var i = 0; i < results.Length; i++)
                results[i] = T.Dot(new Strided<T>(x, left, 1, k), new Strided<T>(y, right + i, n, k), T.Exact(0));
        });
    }

    private static void Integers<T>(KernelContext<T> context, Broadcast ofA, Broadcast ofB, int m, int k, int n) where T : unmanaged, INumber<T>
    {
        var (x, y, result) = (context.Integers(0), context.Integers(1), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
        {
            var (matrix, row, column) = (i / n / m, i / n % m, i % n);
            Int128 sum = 0;
            for (var j = 0; j < k; j++)
                sum = unchecked(sum + x[(ofA[matrix] * m + row) * k + j] * y[(ofB[matrix] * k + j) * n + column]);
            Element.SetInteger(result, i, sum);
        }
    }

    private static int[] Matrix(int[] dims, bool column) => dims.Length > 1 ? dims : column ? [dims[0], 1] : [1, dims[0]];

    public static CaseSpace Cases { get; } = new(Supported,
        [
            "a=5x64,b=64x7", "a=1x1,b=1x1", "a=3x17,b=17x15", "a=16x16,b=16x16", "a=2x3x31,b=2x31x5", "a=2x1x4x9,b=3x9x8", "a=33,b=33",
            "a=13,b=13x6", "a=2x5x13,b=13", "a=4x0,b=0x3", "a=0x5,b=5x3", "a=3x1031,b=1031x2", "a=1x4096,b=4096x1", "a=65x129,b=129x33",
        ],
        DataSets.Sums);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("A", builder.Ints("a"));
        builder.Input("B", builder.Ints("b"));
    }
}
