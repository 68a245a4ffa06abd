// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Elements picked by index along one axis. Source: ONNX GatherElements-13.</summary>
internal sealed class GatherElements : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "GatherElements",
        Versions = [11, 13],
        Inputs = [new("data", Types.Tensors, "T"), new("indices", Types.Indices, "Tind")],
        Outputs = [new("output", Types.Tensors, "T")],
        Attributes = [new("axis", AttributeType.Int, 0)],
        Infer = static context =>
        {
            ElementIndices.Check(context);
            context.SetOutput(0, context.InputType(0), context.InputShape(1));
        },
        Summary = "output[a, i, b] = data[a, indices[a, i, b], b], i along axis; output has the dims of indices. Indices lie in [-s, s-1] for extent s, others are undefined " +
            "and refused by the oracle. ONNX GatherElements-13.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, to, indices) = (context.InputDims(0), context.OutputDims(0), context.Integers(1));
        var axis = context.Attributes.Axis(0, from.Length);
        Movement.Gather(context, element =>
        {
            var at = Grid.At(element, to);
            at[axis] = Grid.Index(context.Node, indices[element], from[axis]);
            return Grid.Position(at, from);
        });
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes,
        ["x=5x7,i=5x7,axis=1", "x=5x7,i=3x7,axis=0", "x=4x3x6,i=4x3x2,axis=-1,index=i32", "x=9,i=17,axis=0", "x=9x2,i=0x2,axis=0", "x=5x7,i=2x4,axis=0"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        var (dims, axis) = (builder.Ints("x"), builder.Int("axis"));
        var extent = dims[axis < 0 ? axis + dims.Length : axis];
        builder.Input("data", dims);
        builder.Integers("indices", builder.Text("index", "i64") == "i32" ? DType.Int32 : DType.Int64, -extent, extent - 1, builder.Ints("i"));
        builder.Attribute(NodeAttribute.Int("axis", axis));
    }
}
