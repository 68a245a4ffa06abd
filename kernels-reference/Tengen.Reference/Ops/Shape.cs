// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The dims of a tensor as a tensor. Source: ONNX Shape-25.</summary>
internal sealed class ShapeOf : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Shape",
        Versions = [1, 13, 15, 19, 21, 23, 24, 25],
        Inputs = [new("data", Types.Any, "T")],
        Outputs = [new("shape", [DType.Int64], "T1")],
        Attributes = [new("start", AttributeType.Int, 0), new("end", AttributeType.Int)],
        Infer = static context => context.SetOutput(0, DType.Int64, context.InputShape(0) is { HasRank: true, Rank: var rank }
            ? new Shape(Range(context.Attributes, rank).Count)
            : new Shape(context.NewDim("rank"))),
        Summary = "The dims of axes start (inclusive) to end (exclusive), all by default; negative bounds count from the back, bounds beyond the rank are clamped. ONNX Shape-25.",
    };

    private static (int Start, int Count) Range(AttributeList attributes, int rank)
    {
        var start = Clamp(attributes.Int("start", 0), rank);
        return (start, Math.Max(0, Clamp(attributes.Int("end", rank), rank) - start));
    }

    private static int Clamp(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, result) = (context.InputDims(0), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, dims[Range(context.Attributes, dims.Length).Start + i]);
    }

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes, ["x=3x5x7", "x=3x5x7,start=1", "x=3x5x7,start=-2,end=-1", "x=scalar", "x=0x2,end=9", "x=3,start=2,end=1"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("start", builder.Int("start", 0)));
        if (builder.Has("end"))
            builder.Attribute(NodeAttribute.Int("end", builder.Int("end")));
    }
}
