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

/// <summary>Positions as unit vectors. Source: ONNX OneHot-11.</summary>
internal sealed class OneHot : IOperator
{
    private static readonly ImmutableArray<DType> Numbers = [.. Types.Numeric.Where(type => type != DType.BFloat16)];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "OneHot",
        Versions = [9, 11],
        Inputs = [new("indices", Numbers, "T1"), new("depth", Numbers, "T2"), new("values", Types.TensorsBeforeBFloat16, "T3")],
        Outputs = [new("output", Types.TensorsBeforeBFloat16, "T3")],
        Attributes = [new("axis", AttributeType.Int, -1)],
        ShapeInputs = [1],
        Infer = Infer,
        Summary = "Along the new axis of depth elements values[1] stands where the index says (negative ones count from the back), values[0] elsewhere and everywhere for an " +
            "index outside [-depth, depth-1]. Indices and depth that are no integers are truncated. ONNX OneHot-11.",
    };

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        if (!shape.HasRank)
        {
            context.SetOutput(0, context.InputType(2), Shape.Unknown);
            return;
        }
        var axis = context.Axis(context.Attributes.Int("axis", -1), shape.Rank + 1);
        var depth = context.InputValue(1) is { } value ? (long)Element.Real(value, 0) : context.NewDim("depth");
        context.SetOutput(0, context.InputType(2), new Shape(shape.Dims.Insert(axis, depth)));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, result) = (context.OutputDims(0), context.Plain(0));
        var axis = context.Attributes.Axis(-1, dims.Length);
        var lines = Lines.Along(dims, axis);
        var indices = context.InputType(0).IsFloat ? Array.ConvertAll(context.Exact(0), static index => (Int128)index) : context.Integers(0);
        for (var i = 0; i < result.Count; i++)
        {
            var (line, position) = lines.Locate(i);
            Element.Copy(context.Input(2), position == indices[line] || position == indices[line] + lines.Length ? 1 : 0, result, i);
        }
    }

    public static CaseSpace Cases { get; } = new([.. Movement.CaseTypes.Where(type => type != DType.BFloat16)],
        ["i=7,depth=10", "i=3x5,depth=6,axis=0", "i=2x3,depth=4,axis=1,index=i32", "i=scalar,depth=5", "i=0,depth=3", "i=17,depth=4,index=f32"], [DataSets.Uniform, DataSets.Subnormal]);

    public static void Build(CaseBuilder builder)
    {
        var depth = builder.Int("depth");
        if (builder.Text("index", "i64") is "f32")
            builder.Drawn("indices", DType.Float32, DataSets.ExactInt, builder.Ints("i"));
        else
            builder.Integers("indices", builder.Text("index", "i64") == "i32" ? DType.Int32 : DType.Int64, -depth - 1, depth, builder.Ints("i"));
        builder.Constant("depth", Tensor.Scalar((long)depth));
        builder.Input("values", 2);
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis", -1)));
    }
}
