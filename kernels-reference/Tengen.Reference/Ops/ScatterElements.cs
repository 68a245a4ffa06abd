// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Elements written by index along one axis. Source: ONNX ScatterElements-18.</summary>
internal sealed class ScatterElements : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "ScatterElements",
        Versions = [11, 13, 16, 18],
        Inputs = [new("data", Types.Tensors, "T"), new("indices", Types.Indices, "Tind"), new("updates", Types.Tensors, "T")],
        Outputs = [new("output", Types.Tensors, "T")],
        Attributes = [new("axis", AttributeType.Int, 0), Scattering.Attribute],
        Infer = static context =>
        {
            ElementIndices.Check(context);
            if (context.InputShape(1) is { HasRank: true } indices && context.InputShape(2) is { HasRank: true } updates && !ShapeRules.MayEqual(indices, updates))
                throw context.Error("updates", $"{updates} are not one update for each of {indices}");
            ShapeRules.Same(context);
        },
        Summary = "A copy of data with output[a, indices[a, i, b], b] = updates[a, i, b], i along axis, or combined by reduction in any order. Indices lie in [-s, s-1] for " +
            "extent s; others, and one element twice without reduction, are undefined and refused by the oracle. ONNX ScatterElements-18.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (data, updates, indices) = (context.InputDims(0), context.InputDims(1), context.Integers(1));
        var axis = context.Attributes.Axis(0, data.Length);
        Scattering.Run(context, update =>
        {
            var at = Grid.At(update, updates);
            at[axis] = Grid.Index(context.Node, indices[update], data[axis]);
            return Grid.Position(at, data);
        });
    }

    public static CaseSpace Cases { get; } = new(Movement.CaseTypes,
        [
            "x=5x7,i=1x7,axis=0", "x=5x7,i=5x1,axis=1,index=i32", "x=5x7,i=9x7,axis=0,reduction=add", "x=9,i=20,axis=-1,reduction=max", "x=9,i=20,axis=0,reduction=min",
            "x=3x4,i=3x6,axis=1,reduction=mul", "x=9x2,i=0x2,axis=0",
        ], [DataSets.Uniform, DataSets.ExactInt, DataSets.Subnormal]);

    public static void Build(CaseBuilder builder)
    {
        var (dims, axis) = (builder.Ints("x"), builder.Int("axis"));
        var extent = dims[axis < 0 ? axis + dims.Length : axis];
        builder.Input("data", dims);
        if (!builder.Has("reduction") && builder.Ints("i")[axis < 0 ? axis + dims.Length : axis] > 1)
            throw new FormatException($"several indices along axis {axis} may be alike, which without reduction is undefined");
        builder.Integers("indices", builder.Text("index", "i64") == "i32" ? DType.Int32 : DType.Int64, -extent, extent - 1, builder.Ints("i"));
        builder.Input("updates", builder.Ints("i"));
        builder.Attribute(NodeAttribute.Int("axis", axis));
        builder.Attribute(NodeAttribute.String("reduction", builder.Text("reduction", "none")));
    }
}
