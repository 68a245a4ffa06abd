// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Part of a tensor. Source: ONNX Slice-13.</summary>
internal sealed class Slice : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Slice",
        Versions = [1, 10, 11, 13],
        Inputs =
        [
            new("data", Types.Tensors, "T"), new("starts", Types.Indices, "Tind"), new("ends", Types.Indices, "Tind"),
            new("axes", Types.Indices, "Tind", Optional: true), new("steps", Types.Indices, "Tind", Optional: true),
        ],
        Outputs = [new("output", Types.Tensors, "T")],
        ShapeInputs = [1, 2, 3, 4],
        Upgrade = Upgrade,
        Infer = Infer,
        Summary = "Of each listed axis the elements from start (inclusive) to end (exclusive), step apart; negative bounds count from the back, bounds beyond the axis " +
            "are clamped, a negative step goes backwards. Bits are kept. ONNX Slice-13.",
    };

    /// <summary>Before version 10 starts, ends and axes are attributes.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        var node = context.Node;
        if (node.Version >= 10)
            return;
        int Input(string name) => node.Attributes[name] is { } list ? context.Constant(Tensor.Of(list.AsInts.AsSpan(), list.AsInts.Length)) : Node.Absent;
        context.Node = node with { Inputs = [node.Inputs[0], Input("starts"), Input("ends"), Input("axes")], Attributes = AttributeList.Empty };
    }

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        var (starts, ends, axes, steps) = (context.Known(1), context.Known(2), context.Known(3), context.Known(4));
        if (!shape.HasRank || (context.HasInput(3) && axes is null))
        {
            context.SetOutput(0, context.InputType(0), shape.HasRank ? new Shape([.. shape.Dims.Select(_ => context.NewDim("slice"))]) : Shape.Unknown);
            return;
        }
        var count = starts?.Length ?? ends?.Length ?? axes?.Length ?? (context.InputShape(1) is { IsStatic: true, Rank: 1 } list ? (int)list[0] : shape.Rank);
        if ((ends ?? axes ?? starts) is { } other && (other.Length != count || (axes is { } listed && listed.Length != count) || (steps is { } given && given.Length != count)))
            throw context.Error("bounds", "starts, ends, axes and steps differ in length");
        var dims = shape.Dims.ToArray();
        for (var i = 0; i < count; i++)
        {
            var axis = context.Axis(axes?[i] ?? i, shape.Rank);
            var step = context.HasInput(4) ? steps?[i] ?? 0 : 1;
            if (steps is not null && step == 0)
                throw context.Error("steps", $"the step along axis {axis} is 0");
            var known = starts is not null && ends is not null && step != 0;
            dims[axis] = known && !Shape.IsSymbol(dims[axis]) ? SliceBounds.Of(dims[axis], starts!.Value[i], ends!.Value[i], step).Extent
                : known && step == 1 && starts!.Value[i] == 0 && ends!.Value[i] >= int.MaxValue ? dims[axis]
                : context.NewDim("slice");
        }
        context.SetOutput(0, context.InputType(0), new Shape(dims));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, to) = (context.InputDims(0), context.OutputDims(0));
        var bounds = from.Select(extent => new SliceBounds(0, 1, extent)).ToArray();
        var (starts, ends) = (context.Integers(1), context.Integers(2));
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = context.HasInput(3) ? Grid.Index(context.Node, context.Integers(3)[i], from.Length) : i;
            bounds[axis] = SliceBounds.Of(from[axis], (long)starts[i], (long)ends[i], context.HasInput(4) ? (long)context.Integers(4)[i] : 1);
        }
        Movement.Gather(context, element => Grid.Position([.. Grid.At(element, to).Select((at, axis) => (int)(bounds[axis].Start + at * bounds[axis].Step))], from));
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes,
        [
            "x=5x7,starts=1x2,ends=4x6", "x=5x7,starts=0,ends=100,axes=1", "x=5x7,starts=-1,ends=-100,axes=-1,steps=-2", "x=20x10x5,starts=0x0x3,ends=20x10x4",
            "x=9,starts=7,ends=3", "x=17,starts=1,ends=16,axes=0,steps=3", "x=0x3,starts=0,ends=2,axes=1",
            "x=5x7,starts=1,ends=9223372036854775807,axes=1", "x=5x7x3,starts=100x-100x9,ends=-100x100x-9,steps=-1x2x-1", "x=5x7,starts=100,ends=200",
        ], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        foreach (var name in (ReadOnlySpan<string>)["starts", "ends", "axes", "steps"])
            if (builder.Has(name))
                builder.Constant(name, Tensor.Of<long>(builder.Ints(name), builder.Ints(name).Length));
            else
                builder.Absent();
    }
}
