// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The upper or lower triangle of matrices. Source: ONNX Trilu-14.</summary>
internal sealed class Trilu : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Trilu",
        Versions = [14],
        Inputs = [new("input", Types.Tensors, "T"), new("k", [DType.Int64], "tensor(int64)", Optional: true)],
        Outputs = [new("output", Types.Tensors, "T")],
        Attributes = [new("upper", AttributeType.Int, 1)],
        Infer = static context =>
        {
            if (context.InputShape(0) is { HasRank: true, Rank: < 2 } shape)
                throw context.Error("rank", $"{shape} is no matrix");
            ShapeRules.Same(context);
        },
        Summary = "The elements of every matrix on and above (upper = 1) or on and below the k-th diagonal, counted upwards from the main one; zero elsewhere. Bits are kept. ONNX Trilu-14.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, from, to) = (context.InputDims(0), context.Input(0), context.Plain(0));
        var (diagonal, upper) = (context.HasInput(1) ? context.Integers(1)[0] : 0, context.Attributes.Int("upper", 1) != 0);
        for (var i = 0; i < to.Count; i++)
            if (i % dims[^1] - i / dims[^1] % dims[^2] - diagonal is var above && (upper ? above >= 0 : above <= 0))
                Element.Copy(from, i, to, i);
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes, ["x=4x5", "x=4x5,upper=0", "x=2x5x4,k=1", "x=3x3,k=-1,upper=0", "x=3x7,k=9", "x=2x0x3"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        if (builder.Has("k"))
            builder.Constant("k", Tensor.Scalar((long)builder.Int("k")));
        builder.Attribute(NodeAttribute.Int("upper", builder.Int("upper", 1)));
    }
}
