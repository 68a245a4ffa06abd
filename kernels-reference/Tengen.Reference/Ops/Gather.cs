// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Slices picked by index along one axis. Source: ONNX Gather-13.</summary>
internal sealed class Gather : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Gather",
        Versions = [1, 11, 13],
        Inputs = [new("data", Types.Tensors, "T"), new("indices", Types.Indices, "Tind")],
        Outputs = [new("output", Types.Tensors, "T")],
        Attributes = [new("axis", AttributeType.Int, 0)],
        Infer = Infer,
        Summary = "output[a.., i.., b..] = data[a.., indices[i..], b..]; the axes of indices replace axis. " +
            "Indices lie in [-s, s-1] for extent s, others are undefined and refused by the oracle. ONNX Gather-13.",
    };

    private static void Infer(ShapeContext context)
    {
        var (data, indices) = (context.InputShape(0), context.InputShape(1));
        if (!data.HasRank || !indices.HasRank)
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        var axis = context.Axis(context.Attributes.Int("axis", 0), data.Rank);
        context.SetOutput(0, context.InputType(0), new Shape([.. data.Dims[..axis], .. indices.Dims, .. data.Dims[(axis + 1)..]]));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var dims = context.InputDims(0);
        var axis = (int)context.Attributes.Int("axis", 0);
        var lines = Lines.Along(dims, axis < 0 ? axis + dims.Length : axis);
        var indices = context.Integers(1).Select(index => Grid.Index(context.Node, index, lines.Length)).ToArray();
        Movement.Gather(context, element =>
        {
            var (slice, inner) = Math.DivRem(element, lines.Inner);
            var (outer, picked) = Math.DivRem(slice, indices.Length);
            return (outer * lines.Length + indices[picked]) * lines.Inner + inner;
        });
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes,
        ["x=5x7,i=3,axis=0", "x=5x7,i=2x3,axis=1", "x=4x3x6,i=5,axis=-2,index=i32", "x=9,i=scalar,axis=0", "x=9x2,i=0,axis=0", "x=100x64,i=17,axis=0"],
        DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        var (dims, axis) = (builder.Ints("x"), builder.Int("axis"));
        var extent = dims[axis < 0 ? axis + dims.Length : axis];
        builder.Input("data", dims);
        builder.Integers("indices", builder.Text("index", "i64") == "i32" ? DType.Int32 : DType.Int64, -extent, extent - 1, builder.Ints("i"));
        builder.Attribute(NodeAttribute.Int("axis", axis));
    }
}
