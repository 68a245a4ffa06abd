// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A tensor broadcast to a shape. Source: ONNX Expand-13, Broadcasting.md.</summary>
internal sealed class Expand : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Expand",
        Versions = [8, 13],
        Inputs = [new("input", Types.Tensors, "T"), new("shape", [DType.Int64], "tensor(int64)")],
        Outputs = [new("output", Types.Tensors, "T")],
        ShapeInputs = [1],
        Infer = static context => context.SetOutput(0, context.InputType(0), context.Known(1) is { } dims
            ? ShapeRules.Broadcast(context, context.InputShape(0), new Shape(dims))
            : Shape.Unknown),
        Summary = "input repeated as numpy broadcasting with a tensor of the given shape repeats it: an extent of 1 in shape keeps that of input. Bits are kept. ONNX Expand-13.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var map = Broadcast.Of(context, 0);
        Movement.Gather(context, element => map[element]);
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes, ["x=3x1,to=2x1x6", "x=3x4,to=1", "x=1,to=17", "x=scalar,to=2x3", "x=0x1,to=0x5", "x=5x1x7,to=3x1"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Constant("shape", Tensor.Of<long>(builder.Ints("to"), builder.Ints("to").Length));
    }
}
