// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Tensors side by side along an axis. Source: ONNX Concat-13.</summary>
internal sealed class Concat : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Concat",
        Versions = [4, 11, 13],
        Inputs = [new("inputs", Types.Tensors, "T", Variadic: true)],
        Outputs = [new("concat_result", Types.Tensors, "T")],
        Attributes = [new("axis", AttributeType.Int, Required: true)],
        Infer = Infer,
        Summary = "All inputs have the same dims except along axis, where their extents add up. Bits are kept. ONNX Concat-13.",
    };

    private static void Infer(ShapeContext context)
    {
        var shapes = Enumerable.Range(0, context.Node.Inputs.Length).Select(context.InputShape).ToArray();
        if (shapes.Any(shape => !shape.HasRank))
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        var axis = context.Axis(context.Attributes.Int("axis", 0), shapes[0].Rank);
        var dims = shapes[0].Dims.ToArray();
        foreach (var shape in shapes)
            for (var i = 0; i < dims.Length; i++)
                if (shape.Rank != dims.Length || (i != axis && shape[i] != dims[i] && !Shape.IsSymbol(shape[i]) && !Shape.IsSymbol(dims[i])))
                    throw context.Error("dims", $"{shape} does not fit {shapes[0]} along axis {axis}");
        dims[axis] = Total(context, [.. shapes.Select(shape => shape[axis])]);
        context.SetOutput(0, context.InputType(0), new Shape(dims));
    }

    private static long Total(ShapeContext context, long[] extents) =>
        extents.Any(Shape.IsSymbol)
            ? extents.Length == 1 ? extents[0] : context.NewDim("sum of extents")
            : extents.Aggregate(0L, (sum, extent) => checked(sum + extent));

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var result = context.Plain(0);
        var dims = context.OutputDims(0);
        var axis = (int)context.Attributes.Int("axis", 0);
        var target = Lines.Along(dims, axis < 0 ? axis + dims.Length : axis);
        var offset = 0;
        for (var input = 0; input < context.InputCount; input++)
        {
            var from = context.Input(input);
            var source = target with { Length = target.Outer * target.Inner == 0 ? 0 : (int)(from.Count / (target.Outer * target.Inner)) };
            for (var line = 0; line < source.Count; line++)
                for (var i = 0; i < source.Length; i++)
                    Element.Copy(from, source.Start(line) + i * source.Inner, result, target.Start(line) + (offset + i) * target.Inner);
            offset += source.Length;
        }
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes,
        ["x=2x3x5,extents=3x4,axis=1", "x=7,extents=7x1x8,axis=0", "x=2x3x5,extents=5x0x2,axis=-1", "x=1x64x3x3,extents=64x64,axis=1", "x=4,extents=4,axis=0"],
        DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        var axis = builder.Int("axis");
        var dims = builder.Ints("x");
        foreach (var (position, extent) in builder.Ints("extents").Index())
        {
            dims[axis < 0 ? axis + dims.Length : axis] = extent;
            builder.Input($"input_{position}", dims);
        }
        builder.Attribute(NodeAttribute.Int("axis", axis));
    }
}
