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

/// <summary>Ones on a diagonal. Source: ONNX EyeLike-22.</summary>
internal sealed class EyeLike : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Numeric, DType.Bool];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "EyeLike",
        Versions = [9, 22],
        Inputs = [new("input", Supported, "T1")],
        Outputs = [new("output", Supported, "T2")],
        Attributes = [new("dtype", AttributeType.Int), new("k", AttributeType.Int, 0)],
        Infer = static context => context.SetOutput(0, Types.FromOnnx(context.Attributes.Int("dtype", 0)) ?? context.InputType(0), context.InputShape(0)),
        Summary = "1 on the k-th diagonal of a matrix of the dims of input, counted upwards from the main one; 0 elsewhere. In dtype, by default input's. ONNX EyeLike-22.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, result, diagonal) = (context.OutputDims(0), context.Plain(0), context.Attributes.Int("k", 0));
        for (var row = 0; row < dims[0]; row++)
            if (row + diagonal is >= 0 and var column && column < dims[1])
                Element.SetReal(result, row * dims[1] + column, 1);
    }

    public static CaseSpace Cases { get; } = new(Supported, ["x=4x5", "x=5x4,k=1", "x=3x7,k=-2", "x=3x3,k=9", "x=0x3"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("k", builder.Int("k", 0)));
    }
}
