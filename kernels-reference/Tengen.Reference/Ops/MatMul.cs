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
        Infer = static context => MatrixProduct.Infer(context, 0, 1, context.InputType(0)),
        Summary = "Y = A B over the last two axes, the others broadcast; a vector is a row on the left and a column on the right, and its axis " +
            "vanishes. Sums run in any order; an empty sum is 0; integers wrap. ONNX MatMul-13, numpy.matmul.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var product = MatrixProduct.Of(context, 0, 1);
        if (!context.OutputType(0).IsFloat)
        {
            Integers(context, product);
            return;
        }
        var (x, y) = (context.Numbers(0), context.Numbers(1));
        var (k, n) = (product.Terms, product.Columns);
        context.Along(0, new Lines(context.OutputSize(0) / Math.Max(1, n), n, 1), (line, first, results) =>
        {
            for (var i = 0; i < results.Length; i++)
            {
                var (left, right) = product.Starts(line * n + first + i);
                results[i] = T.Dot(new Strided<T>(x, left, 1, k), new Strided<T>(y, right, n, k), T.Exact(0));
            }
        });
    }

    private static void Integers<T>(KernelContext<T> context, MatrixProduct product) where T : unmanaged, INumber<T>
    {
        var (x, y, result) = (context.Integers(0), context.Integers(1), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
        {
            var (left, right) = product.Starts(i);
            Int128 sum = 0;
            for (var j = 0; j < product.Terms; j++)
                sum = unchecked(sum + x[left + j] * y[right + j * product.Columns]);
            Element.SetInteger(result, i, sum);
        }
    }

    public static CaseSpace Cases { get; } = new(Supported,
        [
            "a=5x64,b=64x7", "a=1x1,b=1x1", "a=3x17,b=17x15", "a=16x16,b=16x16", "a=2x3x31,b=2x31x5", "a=2x1x4x9,b=3x9x8", "a=33,b=33",
            "a=13,b=13x6", "a=2x5x13,b=13", "a=4x0,b=0x3", "a=0x5,b=5x3", "a=3x1031,b=1031x2", "a=1x4096,b=4096x1", "a=65x129,b=129x33",
        ],
        DataSets.Sums)
    {
        ProbesSums = true,
    };

    public static void Build(CaseBuilder builder)
    {
        builder.Input("A", builder.Ints("a"));
        builder.Input("B", builder.Ints("b"));
    }
}
