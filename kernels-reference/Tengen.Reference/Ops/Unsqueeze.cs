// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Axes of extent 1 added. Source: ONNX Unsqueeze-25.</summary>
internal sealed class Unsqueeze : IOperator
{
    public static OperatorContract Contract { get; } = UnitAxes.Contract("Unsqueeze", optional: false, Infer,
        "Axes of extent 1 are added so that they stand at the listed positions of the output, in any order. Elements keep their order. ONNX Unsqueeze-25.");

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        if (!shape.HasRank || UnitAxes.Listed(context, count => shape.Rank + count) is not { } axes)
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        var rest = new Queue<long>(shape.Dims);
        context.SetOutput(0, context.InputType(0), new Shape([.. Enumerable.Range(0, shape.Rank + axes.Length).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue())]));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Movement.Copy(context);

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes, ["x=3x5,axes=0x2", "x=3x5,axes=-1", "x=scalar,axes=0", "x=7,axes=2x0", "x=0x2,axes=1"], DataSets.Moves);

    public static void Build(CaseBuilder builder) => UnitAxes.Build(builder);
}
