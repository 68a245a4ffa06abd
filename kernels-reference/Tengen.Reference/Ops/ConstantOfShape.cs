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

/// <summary>A tensor of one repeated element. Source: ONNX ConstantOfShape-25.</summary>
internal sealed class ConstantOfShape : IOperator
{
    private static readonly ImmutableArray<DType> Values = [.. Types.Numeric, DType.Bool, .. Types.Float8, .. Types.Narrow, DType.Float4E2M1, DType.Float8E8M0];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "ConstantOfShape",
        Versions = [9, 20, 21, 23, 24, 25],
        Inputs = [new("input", [DType.Int64], "T1")],
        Outputs = [new("output", Values, "T2")],
        Attributes = [new("value", AttributeType.Tensor)],
        ShapeInputs = [0],
        Infer = Infer,
        Summary = "The output has the dims that input lists; every element is the one element of value, or 0 in fp32 without it. " +
            "An empty input gives a scalar. ONNX ConstantOfShape-25.",
    };

    private static void Infer(ShapeContext context)
    {
        var value = context.Attributes["value"]?.AsTensor;
        if (value is not null && value.Count != 1)
            throw context.Error("value", $"{value} does not have one element");
        var rank = context.InputShape(0);
        var shape = context.Known(0) is { } dims ? new Shape(dims)
            : rank.IsStatic ? new Shape([.. Enumerable.Range(0, (int)rank[0]).Select(axis => context.NewDim($"dim {axis} of a computed shape"))])
            : Shape.Unknown;
        context.SetOutput(0, value?.Type ?? DType.Float32, shape);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var result = context.Plain(0);
        if (context.Attributes["value"]?.AsTensor is { } value)
            for (var i = 0L; i < result.Count; i++)
                Element.Copy(value, 0, result, i);
    }

    public static CaseSpace Cases { get; } = new(Movement.CaseTypes, ["to=3x5", "to=0x4", "to=scalar"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        var value = new Tensor(builder.Type, 1);
        Element.SetReal(value, 0, 3);
        var dims = builder.Ints("to");
        builder.Constant("input", Tensor.Of<long>(dims, dims.Length));
        builder.Attribute(NodeAttribute.Tensor("value", value));
    }
}
