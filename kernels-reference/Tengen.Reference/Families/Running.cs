// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Operators that fold ever longer stretches of an axis. Source: ONNX CumSum-14, CumProd-26.</summary>
internal static class Running
{
    public static OperatorContract Contract(string name, ImmutableArray<int> versions, string summary) => new()
    {
        Name = name,
        Versions = versions,
        Inputs = [new("x", Reduction.Numeric, "T"), new("axis", Types.Indices, "T2")],
        Outputs = [new("y", Reduction.Numeric, "T")],
        Attributes = [new("exclusive", AttributeType.Int, 0), new("reverse", AttributeType.Int, 0)],
        Infer = ShapeRules.Same,
        Summary = summary + " axis is a tensor of one element, negative ones count from the back; exclusive leaves out the element itself, reverse starts from the back. Folds run in any order; integers wrap. " +
            $"ONNX {name}-{versions[^1]}.",
    };

    public static void Run<T>(KernelContext<T> context, Func<T[], T> fold, Func<Int128[], Int128> foldIntegers) where T : unmanaged, INumber<T>
    {
        var dims = context.InputDims(0);
        var lines = Lines.Along(dims, Grid.Index(context.Node, context.Integers(1)[0], dims.Length));
        var (reverse, exclusive) = (context.Attributes.Int("reverse", 0) != 0, context.Attributes.Int("exclusive", 0) != 0 ? 1 : 0);
        (int First, int Count) Stretch(int at) => reverse ? (at + exclusive, lines.Length - at - exclusive) : (0, at + 1 - exclusive);
        TElement[] Covered<TElement>(TElement[] x, int line, int at)
        {
            var (first, count) = Stretch(at);
            var covered = new TElement[count];
            for (var i = 0; i < count; i++)
                covered[i] = x[lines.Start(line) + (first + i) * lines.Inner];
            return covered;
        }
        if (context.OutputType(0).IsFloat)
        {
            var x = context.Numbers(0);
            context.Along(0, lines, (line, first, results) =>
            {
                for (var i = 0; i < results.Length; i++)
                    results[i] = fold(Covered(x, line, first + i));
            });
            return;
        }
        var (integers, result) = (context.Integers(0), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, lines.Locate(i) is var (line, position) ? foldIntegers(Covered(integers, line, position)) : 0);
    }

    public static ImmutableArray<string> Parameters { get; } =
        ["x=5x67,axis=1", "x=17,axis=0", "x=3x5x7,axis=-2,exclusive=1", "x=3x5x7,axis=0,reverse=1", "x=3x33,axis=1,exclusive=1,reverse=1", "x=0x3,axis=1", "x=2x1031,axis=-1"];

    public static void Build(CaseBuilder builder)
    {
        builder.Input("x", builder.Ints("x"));
        builder.Constant("axis", Tensor.Scalar((long)builder.Int("axis")));
        builder.Attribute(NodeAttribute.Int("exclusive", builder.Int("exclusive", 0)));
        builder.Attribute(NodeAttribute.Int("reverse", builder.Int("reverse", 0)));
    }
}
