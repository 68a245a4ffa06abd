// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The number of elements of a tensor. Source: ONNX Size-25.</summary>
internal sealed class Size : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Size",
        Versions = [1, 13, 19, 21, 23, 24, 25],
        Inputs = [new("data", Types.Any, "T")],
        Outputs = [new("size", [DType.Int64], "T1")],
        Infer = static context => context.SetOutput(0, DType.Int64, Shape.Scalar),
        Summary = "The number of elements of data, a scalar. ONNX Size-25.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Element.SetInteger(context.Plain(0), 0, context.InputSize(0));

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes, ["x=3x5x7", "x=scalar", "x=0x2"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder) => builder.Input("data", builder.Ints("x"));
}
