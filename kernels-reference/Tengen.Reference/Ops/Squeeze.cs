// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Axes of extent 1 dropped. Source: ONNX Squeeze-25.</summary>
internal sealed class Squeeze : IOperator
{
    public static OperatorContract Contract { get; } = UnitAxes.Contract("Squeeze", optional: true, Infer,
        "The listed axes, each of extent 1, are dropped; without axes all of extent 1. Elements keep their order. ONNX Squeeze-25.");

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        if (!shape.HasRank || (context.HasInput(1) ? context.InputValue(1) is null : shape.Dims.Any(Shape.IsSymbol)))
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        var axes = UnitAxes.Listed(context, _ => shape.Rank) ?? [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] == 1)];
        foreach (var axis in axes)
            if (shape[axis] != 1 && !Shape.IsSymbol(shape[axis]))
                throw context.Error("axes", $"axis {axis} of {shape} does not have extent 1");
        context.SetOutput(0, context.InputType(0), new Shape([.. shape.Dims.Where((_, axis) => !axes.Contains(axis))]));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Movement.Copy(context);

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes, ["x=1x3x1x5,axes=0x2", "x=1x3x1x5", "x=3x1x2,axes=-2", "x=1", "x=1x0,axes=0"], DataSets.Moves);

    public static void Build(CaseBuilder builder) => UnitAxes.Build(builder);
}
