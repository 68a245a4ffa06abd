// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Running sums along an axis. Source: ONNX CumSum-14.</summary>
internal sealed class CumSum : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "CumSum",
        Versions = [11, 14],
        Inputs = [new("x", Reduction.Numeric, "T"), new("axis", Types.Indices, "T2")],
        Outputs = [new("y", Reduction.Numeric, "T")],
        Attributes = [new("exclusive", AttributeType.Int, 0), new("reverse", AttributeType.Int, 0)],
        Infer = ShapeRules.Same,
        Summary = "y[i] is the sum of x[0] to x[i] along axis (a tensor of one element, negative ones count from the back); with exclusive up to x[i-1], with reverse " +
            "from the back. Sums run in any order; integers wrap. ONNX CumSum-14.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var dims = context.InputDims(0);
        var axis = (int)context.Integers(1)[0];
        if (axis < -dims.Length || axis >= dims.Length)
            throw new GraphException("op:CumSum.axis", $"{context.Node}: axis {axis} is out of range for rank {dims.Length}");
        var lines = Lines.Along(dims, axis < 0 ? axis + dims.Length : axis);
        var (reverse, exclusive) = (context.Attributes.Int("reverse", 0) != 0, context.Attributes.Int("exclusive", 0) != 0);
        (int First, int Count) Range(int at) => reverse
            ? (at + (exclusive ? 1 : 0), lines.Length - at - (exclusive ? 1 : 0))
            : (0, at + (exclusive ? 0 : 1));
        if (context.OutputType(0).IsFloat)
        {
            var x = context.Numbers(0);
            context.Along(0, lines, (line, first, results) =>
            {
                for (var i = 0; i < results.Length; i++)
                {
                    var (from, count) = Range(first + i);
                    results[i] = T.Sum(new Strided<T>(x, lines.Start(line) + from * lines.Inner, lines.Inner, count));
                }
            });
            return;
        }
        var (integers, result) = (context.Integers(0), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
        {
            var (line, position) = lines.Locate(i);
            var (from, count) = Range(position);
            Element.SetInteger(result, i, Enumerable.Range(from, count).Aggregate(Int128.Zero, (sum, k) => unchecked(sum + integers[lines.Start(line) + k * lines.Inner])));
        }
    }

    public static CaseSpace Cases { get; } = new(Reduction.Numeric,
        ["x=5x67,axis=1", "x=17,axis=0", "x=3x5x7,axis=-2,exclusive=1", "x=3x5x7,axis=0,reverse=1", "x=3x33,axis=1,exclusive=1,reverse=1", "x=0x3,axis=1", "x=2x1031,axis=-1"],
        DataSets.Sums);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("x", builder.Ints("x"));
        builder.Constant("axis", Tensor.Scalar((long)builder.Int("axis")));
        builder.Attribute(NodeAttribute.Int("exclusive", builder.Int("exclusive", 0)));
        builder.Attribute(NodeAttribute.Int("reverse", builder.Int("reverse", 0)));
    }
}
