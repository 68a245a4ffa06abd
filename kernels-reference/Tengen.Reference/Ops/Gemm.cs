// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>General matrix product with a bias. Source: ONNX Gemm-13.</summary>
internal sealed class Gemm : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Gemm",
        Versions = [7, 9, 11, 13],
        Inputs = [new("A", Types.Floats, "T"), new("B", Types.Floats, "T"), new("C", Types.Floats, "T", Optional: true)],
        Outputs = [new("Y", Types.Floats, "T")],
        Attributes =
        [
            new("alpha", AttributeType.Float, 1f), new("beta", AttributeType.Float, 1f),
            new("transA", AttributeType.Int, 0), new("transB", AttributeType.Int, 0),
        ],
        Infer = Infer,
        Summary = "Y = alpha A' B' + beta C; ' transposes where transA or transB is set, C broadcasts to Y in one direction. " +
            "ONNX Gemm-13, floating-point types (the specification leaves alpha times an integer open).",
    };

    private static void Infer(ShapeContext context)
    {
        var (a, b) = (context.InputShape(0), context.InputShape(1));
        if (!a.HasRank || !b.HasRank)
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        if (a.Rank != 2 || b.Rank != 2)
            throw context.Error("rank", $"{a} and {b} are not two matrices");
        var (transA, transB) = (context.Attributes.Int("transA", 0) != 0, context.Attributes.Int("transB", 0) != 0);
        var (left, right) = (a[transA ? 0 : 1], b[transB ? 1 : 0]);
        if (left != right && !Shape.IsSymbol(left) && !Shape.IsSymbol(right))
            throw context.Error("dims", $"{a} and {b} do not multiply: {left} meets {right}");
        var product = new Shape(a[transA ? 1 : 0], b[transB ? 0 : 1]);
        if (context.HasInput(2) && !ShapeRules.MayBroadcastTo(context.InputShape(2), product))
            throw context.Error("broadcast", $"{context.InputShape(2)} does not broadcast to {product}");
        context.SetOutput(0, context.InputType(0), product);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (transA, transB) = (context.Attributes.Int("transA", 0) != 0, context.Attributes.Int("transB", 0) != 0);
        var (alpha, beta) = (context.Attributes.Float("alpha", 1), context.Attributes.Float("beta", 1));
        var (m, n) = (context.OutputDims(0)[0], context.OutputDims(0)[1]);
        var k = context.InputDims(0)[transA ? 0 : 1];
        var (a, b) = (context.Numbers(0), context.Numbers(1));
        var bias = context.HasInput(2) ? Broadcast.Of(context, 2) : null;
        var c = bias is null ? [] : context.Numbers(2);
        context.Along(0, new Lines(m, n, 1), (row, first, results) =>
        {
            var left = new Strided<T>(a, transA ? row : row * k, transA ? m : 1, k);
            for (var i = 0; i < results.Length; i++)
            {
                var column = first + i;
                var right = new Strided<T>(b, transB ? column * k : column, transB ? 1 : n, k);
                var added = bias is null ? T.Exact(0) : Scaled(beta, c[bias[row * n + column]]);
                results[i] = alpha == 1 ? T.Dot(left, right, added) : T.Constant(new Real(alpha, 0)) * T.Dot(left, right, T.Exact(0)) + added;
            }
        });
    }

    private static T Scaled<T>(float factor, T value) where T : unmanaged, INumber<T> => factor == 1 ? value : T.Constant(new Real(factor, 0)) * value;

    public static CaseSpace Cases { get; } = new(Types.Floats,
        [
            "m=5,k=64,n=7,c=7", "m=1,k=1,n=1", "m=3,k=17,n=15,transA=1", "m=16,k=16,n=16,transB=1,c=16", "m=4,k=31,n=9,transA=1,transB=1,alpha=1,beta=1,c=4x1",
            "m=3,k=33,n=5,alpha=0.7,beta=-1.3,c=3x5", "m=2,k=1031,n=3,c=scalar", "m=0,k=3,n=4,c=4", "m=3,k=0,n=4,c=4", "m=1,k=512,n=100,transB=1,c=100",
            "m=3,k=9,n=5,alpha=-0.5,beta=-0.75,c=5",
        ],
        DataSets.Sums)
    {
        ProbesSums = true,
    };

    public static void Build(CaseBuilder builder)
    {
        var (m, k, n) = (builder.Int("m"), builder.Int("k"), builder.Int("n"));
        var (transA, transB) = (builder.Int("transA", 0), builder.Int("transB", 0));
        builder.Input("A", transA == 0 ? [m, k] : [k, m]);
        builder.Input("B", transB == 0 ? [k, n] : [n, k]);
        if (builder.Has("c"))
            builder.Input("C", builder.Ints("c"));
        builder.Attribute(NodeAttribute.Int("transA", transA));
        builder.Attribute(NodeAttribute.Int("transB", transB));
        builder.Attribute(NodeAttribute.Float("alpha", builder.Real("alpha", 1)));
        builder.Attribute(NodeAttribute.Float("beta", builder.Real("beta", 1)));
    }
}
