// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Reshape to two axes. Source: ONNX Flatten-25.</summary>
internal sealed class Flatten : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Flatten",
        Versions = [1, 9, 11, 13, 21, 23, 24, 25],
        Inputs = [new("input", Types.Any, "T")],
        Outputs = [new("output", Types.Any, "T")],
        Attributes = [new("axis", AttributeType.Int, 1)],
        Infer = Infer,
        Summary = "The axes before axis become the first axis of the output, the others the second; an empty product is 1. ONNX Flatten-25.",
    };

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        if (!shape.HasRank)
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        var axis = context.Axis(context.Attributes.Int("axis", 1), shape.Rank, mayEqualRank: true);
        var dims = shape.Dims.AsSpan();
        context.SetOutput(0, context.InputType(0), new Shape(ShapeRules.Product(context, dims[..axis]), ShapeRules.Product(context, dims[axis..])));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Movement.Copy(context);

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes,
        ["x=2x3x5x7,axis=1", "x=2x3x5x7,axis=0", "x=2x3x5x7,axis=4", "x=2x3x5x7,axis=-2", "x=3x0x2,axis=1"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis")));
    }
}
