// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>The position along an axis of the largest or smallest element. Source: ONNX ArgMax-13, ArgMin-13.</summary>
internal static class ExtremePosition
{
    public static OperatorContract Contract(string name, string summary) => new()
    {
        Name = name,
        Versions = [1, 11, 12, 13],
        Inputs = [new("data", Types.Numeric, "T")],
        Outputs = [new("reduced", [DType.Int64], "tensor(int64)")],
        Attributes = [new("axis", AttributeType.Int, 0), new("keepdims", AttributeType.Int, 1), new("select_last_index", AttributeType.Int, 0)],
        Infer = Infer,
        Summary = summary,
    };

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        if (!shape.HasRank)
        {
            context.SetOutput(0, DType.Int64, Shape.Unknown);
            return;
        }
        var axis = context.Axis(context.Attributes.Int("axis", 0), shape.Rank);
        if (shape[axis] == 0)
            throw context.Error("axis", $"axis {axis} of {shape} has no element");
        context.SetOutput(0, DType.Int64, context.Attributes.Int("keepdims", 1) != 0
            ? new Shape(shape.Dims.SetItem(axis, 1))
            : new Shape(shape.Dims.RemoveAt(axis)));
    }

    /// <param name="context">The node.</param>
    /// <param name="sign">1 for the largest, -1 for the smallest element.</param>
    public static void Run<T>(KernelContext<T> context, int sign) where T : unmanaged, INumber<T>
    {
        if (context.InputType(0).IsFloat)
            Run(context, context.Exact(0), (a, b) => sign * (a > b ? 1 : a < b ? -1 : 0));
        else
            Run(context, context.Integers(0), (a, b) => sign * a.CompareTo(b));
    }

    private static void Run<T, TElement>(KernelContext<T> context, TElement[] x, Comparison<TElement> compare) where T : unmanaged, INumber<T>
    {
        var dims = context.InputDims(0);
        var axis = (int)context.Attributes.Int("axis", 0);
        var lines = Lines.Along(dims, axis < 0 ? axis + dims.Length : axis);
        var wins = context.Attributes.Int("select_last_index", 0) == 0 ? 1 : 0;
        var result = context.Plain(0);
        for (var line = 0; line < lines.Count; line++)
        {
            var best = 0;
            for (var i = 1; i < lines.Length; i++)
                if (compare(x[lines.Start(line) + i * lines.Inner], x[lines.Start(line) + best * lines.Inner]) >= wins)
                    best = i;
            Element.SetInteger(result, line, best);
        }
    }

    public static CaseSpace Cases { get; } = new(Types.Numeric,
        ["x=5x67,axis=1", "x=5x67", "x=2x17x3,axis=-2,keep=0", "x=2x17x3,axis=1,last=1", "x=1,axis=0", "x=0x3,axis=1", "x=1000,axis=0,keep=0"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Ties, DataSets.Limits])
    {
        Particular = [("x=2x17x3,axis=1,last=1", DataSets.ExactInt), ("x=2x4099,axis=1", DataSets.Offset)],
    };

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis", 0)));
        builder.Attribute(NodeAttribute.Int("keepdims", builder.Int("keep", 1)));
        builder.Attribute(NodeAttribute.Int("select_last_index", builder.Int("last", 0)));
    }
}
