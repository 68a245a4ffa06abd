// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Slices written by tuples of indices. Source: ONNX ScatterND-18.</summary>
internal sealed class ScatterND : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "ScatterND",
        Versions = [11, 13, 16, 18],
        Inputs = [new("data", Types.Tensors, "T"), new("indices", [DType.Int64], "tensor(int64)"), new("updates", Types.Tensors, "T")],
        Outputs = [new("output", Types.Tensors, "T")],
        Attributes = [Scattering.Attribute],
        Infer = Infer,
        Summary = "A copy of data in which the slice that each tuple in the last axis of indices picks is replaced by that of updates, or combined with it by reduction in any " +
            "order. Indices lie in [-s, s-1] for extent s; others, and one slice twice without reduction, are undefined and refused by the oracle. ONNX ScatterND-18.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (data, indices) = (context.InputDims(0), context.Integers(1));
        var length = context.InputDims(1)[^1];
        var slice = Grid.Count(data.AsSpan()[length..]);
        Scattering.Run(context, update =>
        {
            var (tuple, within) = Math.DivRem(update, slice);
            var position = 0;
            for (var i = 0; i < length; i++)
                position = position * data[i] + Grid.Index(context.Node, indices[tuple * length + i], data[i]);
            return position * slice + within;
        });
    }

    private static void Infer(ShapeContext context)
    {
        var (data, indices, updates) = (context.InputShape(0), context.InputShape(1), context.InputShape(2));
        if (data.HasRank && indices is { HasRank: true, Rank: > 0 } && updates.HasRank && indices[indices.Rank - 1] is >= 0 and var length)
        {
            if (length > data.Rank)
                throw context.Error("indices", $"tuples of {length} indices are too long for {data}");
            var wanted = new Shape([.. indices.Dims[..^1], .. data.Dims[(int)length..]]);
            if (!ShapeRules.MayEqual(wanted, updates))
                throw context.Error("updates", $"{updates} are not {wanted}");
        }
        ShapeRules.Same(context);
    }

    public static CaseSpace Cases { get; } = new(Movement.CaseTypes,
        [
            "x=5x7,i=1,k=1", "x=5x7x2,i=6,k=2,reduction=add", "x=9,i=20,k=1,reduction=max", "x=9x2,i=20,k=1,reduction=min", "x=3x4,i=7,k=2,reduction=mul", "x=9,i=0,k=1",
        ], [DataSets.Uniform, DataSets.ExactInt, DataSets.Subnormal]);

    public static void Build(CaseBuilder builder)
    {
        var (dims, length) = (builder.Ints("x"), builder.Int("k"));
        var least = dims[..length].Min();
        builder.Input("data", dims);
        if (!builder.Has("reduction") && Tengen.Graph.Shape.CountOf(builder.Ints("i")) > 1)
            throw new FormatException("several tuples may be alike, which without reduction is undefined");
        builder.Integers("indices", DType.Int64, -least, least - 1, [.. builder.Ints("i"), length]);
        builder.Input("updates", [.. builder.Ints("i"), .. dims[length..]]);
        builder.Attribute(NodeAttribute.String("reduction", builder.Text("reduction", "none")));
    }
}
