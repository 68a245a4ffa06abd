// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A tensor repeated. Source: ONNX Tile-13; numpy.tile.</summary>
internal sealed class Tile : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Tile",
        Versions = [6, 13],
        Inputs = [new("input", Types.Tensors, "T"), new("repeats", [DType.Int64], "T1")],
        Outputs = [new("output", Types.Tensors, "T")],
        ShapeInputs = [1],
        Infer = Infer,
        Summary = "output[i] = input[i mod its extent] along every axis, as often as repeats says. Bits are kept. ONNX Tile-13.",
    };

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        if (!shape.HasRank || context.Known(1) is not { } repeats)
        {
            context.SetOutput(0, context.InputType(0), shape.HasRank ? new Shape([.. shape.Dims.Select(_ => context.NewDim("repeats"))]) : Shape.Unknown);
            return;
        }
        if (repeats.Length != shape.Rank || repeats.Any(times => times < 0))
            throw context.Error("repeats", $"[{string.Join(',', repeats)}] does not say how often each axis of {shape} is repeated");
        context.SetOutput(0, context.InputType(0), new Shape([.. shape.Dims.Select((dim, axis) => ShapeRules.Product(context, [dim, repeats[axis]]))]));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, to) = (context.InputDims(0), context.OutputDims(0));
        Movement.Gather(context, element => Grid.Position([.. Grid.At(element, to).Select((at, axis) => at % from[axis])], from));
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes, ["x=3x5,repeats=2x3", "x=7,repeats=1", "x=2x1x3,repeats=1x4x2", "x=3x5,repeats=0x2", "x=scalar,repeats=scalar"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Constant("repeats", Tensor.Of<long>(builder.Ints("repeats"), builder.Ints("repeats").Length));
    }
}
