// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Elements added around a tensor. Source: ONNX Pad-25; numpy.pad.</summary>
internal sealed class Pad : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Pad",
        Versions = [2, 11, 13, 18, 19, 21, 23, 24, 25],
        Inputs =
        [
            new("data", Types.Any, "T"), new("pads", [DType.Int64], "tensor(int64)"), new("constant_value", Types.Any, "T", Optional: true),
            new("axes", Types.Indices, "Tind", Optional: true),
        ],
        Outputs = [new("output", Types.Any, "T")],
        Attributes = [new("mode", AttributeType.String, "constant", Allowed: ["constant", "reflect", "edge", "wrap"])],
        ShapeInputs = [1, 3],
        Upgrade = Upgrade,
        Infer = Infer,
        Summary = "pads lists for the listed axes (all by default) what is added before, then what is added after; negative numbers remove. Added elements are the constant " +
            "(0 by default), the nearest (edge), the mirror image about the first and last (reflect), or those of the other end (wrap). ONNX Pad-25.",
    };

    /// <summary>Before version 11 pads and value are attributes.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        var node = context.Node;
        if (node.Version >= 11)
            return;
        if (context.InputType(0).IsOpaque)
            throw context.Error("before version 11 value is an attribute, and its dtype is that of data, which is not known");
        var (pads, value) = (node.Attributes.Ints("pads"), new Tensor(context.InputType(0)));
        Element.SetReal(value, 0, node.Attributes.Float("value", 0));
        context.Node = node with
        {
            Inputs = [node.Inputs[0], context.Constant(Tensor.Of(pads.AsSpan(), pads.Length)), context.Constant(value)],
            Attributes = node.Attributes.Without("pads").Without("value"),
        };
    }

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        if (!shape.HasRank || context.Known(1) is not { } pads || (context.HasInput(3) && context.InputValue(3) is null))
        {
            context.SetOutput(0, context.InputType(0), shape.HasRank ? new Shape([.. shape.Dims.Select(_ => context.NewDim("padding"))]) : Shape.Unknown);
            return;
        }
        int[] axes = context.Known(3) is { } listed ? [.. listed.Select(axis => context.Axis(axis, shape.Rank))] : [.. Enumerable.Range(0, shape.Rank)];
        if (pads.Length != 2 * axes.Length)
            throw context.Error("pads", $"{pads.Length} pads are not two for each of {axes.Length} axes");
        var dims = shape.Dims.ToArray();
        for (var i = 0; i < axes.Length; i++)
            if (pads[i] != 0 || pads[i + axes.Length] != 0)
                dims[axes[i]] = Shape.IsSymbol(dims[axes[i]]) ? context.NewDim("padding")
                    : dims[axes[i]] + pads[i] + pads[i + axes.Length] is >= 0 and var extent ? extent
                    : throw context.Error("pads", $"axis {axes[i]} of {shape} cannot lose {-pads[i] - pads[i + axes.Length]} elements");
        context.SetOutput(0, context.InputType(0), new Shape(dims));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, to) = (context.InputDims(0), context.OutputDims(0));
        var (before, pads) = (new int[from.Length], Decoded.Longs(context.Input(1)));
        for (var i = 0; i < pads.Length / 2; i++)
            before[context.HasInput(3) ? Grid.Index(context.Node, context.Integers(3)[i], from.Length) : i] = (int)pads[i];
        var (mode, result) = (context.Attributes.String("mode", "constant"), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
        {
            int[] source = [.. Grid.At(i, to).Select((at, axis) => Source(mode, at - before[axis], from[axis]))];
            if (source.All(at => at >= 0))
                Element.Copy(context.Input(0), Grid.Position(source, from), result, i);
            else if (context.HasInput(2))
                Element.Copy(context.Input(2), 0, result, i);
        }
    }

    /// <summary>The coordinate that an element takes its value from; -1 for the constant.</summary>
    private static int Source(string mode, int at, int extent)
    {
        if (at >= 0 && at < extent)
            return at;
        var period = Math.Max(1, 2 * (extent - 1));
        return mode switch
        {
            "edge" => Math.Clamp(at, 0, extent - 1),
            "wrap" => (at % extent + extent) % extent,
            "reflect" => (at % period + period) % period is var folded && folded < extent ? folded : period - folded,
            _ => -1,
        };
    }

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes,
        [
            "x=3x5,pads=1x2x0x1", "x=3x5,pads=1x2x0x1,value=1", "x=3x5,pads=2x3x1x2,mode=reflect", "x=3x5,pads=2x3x1x2,mode=edge", "x=3x5,pads=2x3x1x2,mode=wrap",
            "x=2x3x7,pads=1x2,axes=-1,value=1", "x=3x5,pads=-1x0x2x-2", "x=17,pads=0x0", "x=0x2,pads=1x0x0x1,value=1",
        ], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        builder.Constant("pads", Tensor.Of<long>(builder.Ints("pads"), builder.Ints("pads").Length));
        if (builder.Has("value"))
            builder.Input("constant_value");
        else
            builder.Absent();
        if (builder.Has("axes"))
            builder.Constant("axes", Tensor.Of<long>(builder.Ints("axes"), builder.Ints("axes").Length));
        builder.Attribute(NodeAttribute.String("mode", builder.Text("mode", "constant")));
    }
}
