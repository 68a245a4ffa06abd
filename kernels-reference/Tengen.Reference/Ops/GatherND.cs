// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Slices picked by tuples of indices. Source: ONNX GatherND-13.</summary>
internal sealed class GatherND : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "GatherND",
        Versions = [11, 12, 13],
        Inputs = [new("data", Types.Tensors, "T"), new("indices", [DType.Int64], "tensor(int64)")],
        Outputs = [new("output", Types.Tensors, "T")],
        Attributes = [new("batch_dims", AttributeType.Int, 0)],
        Infer = Infer,
        Summary = "The last axis of indices holds tuples that pick a slice of data beyond its first batch_dims axes, which data and indices share. " +
            "Indices lie in [-s, s-1] for extent s, others are undefined and refused by the oracle. ONNX GatherND-13.",
    };

    private static void Infer(ShapeContext context)
    {
        var (data, indices) = (context.InputShape(0), context.InputShape(1));
        if (!data.HasRank || !indices.HasRank || indices.Rank == 0 || Shape.IsSymbol(indices[indices.Rank - 1]))
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        var batch = (int)context.Attributes.Int("batch_dims", 0);
        if (batch >= Math.Min(data.Rank, indices.Rank) || !data.Dims[..batch].Zip(indices.Dims, ShapeRules.MayEqual).All(fits => fits))
            throw context.Error("batch", $"{data} and {indices} do not share their first {batch} axes");
        var taken = (int)(batch + indices[indices.Rank - 1]);
        if (taken > data.Rank)
            throw context.Error("indices", $"tuples of {indices[indices.Rank - 1]} indices are too long for {data}");
        context.SetOutput(0, context.InputType(0), new Shape([.. indices.Dims[..^1], .. data.Dims[taken..]]));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, tuples, indices) = (context.InputDims(0), context.InputDims(1), context.Integers(1));
        var (batch, length) = ((int)context.Attributes.Int("batch_dims", 0), tuples[^1]);
        var slice = Grid.Count(from.AsSpan()[(batch + length)..]);
        var perBatch = Grid.Count(tuples.AsSpan()[batch..^1]);
        Movement.Gather(context, element =>
        {
            var (tuple, within) = Math.DivRem(element, slice);
            var position = tuple / perBatch;
            for (var i = 0; i < length; i++)
                position = position * from[batch + i] + Grid.Index(context.Node, indices[tuple * length + i], from[batch + i]);
            return position * slice + within;
        });
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes,
        ["x=5x7x2,i=3x2,k=2", "x=5x7,i=4,k=2", "x=3x5x7,i=3x4,k=1,batch=1", "x=5x7,i=3x1,k=1", "x=9,i=0,k=1", "x=2x3x4x5,i=2x3x6,k=1,batch=2"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        var (dims, batch) = (builder.Ints("x"), builder.Int("batch", 0));
        var least = dims[batch..(batch + builder.Int("k"))].Min();
        builder.Input("data", dims);
        builder.Integers("indices", DType.Int64, -least, least - 1, [.. builder.Ints("i"), builder.Int("k")]);
        builder.Attribute(NodeAttribute.Int("batch_dims", batch));
    }
}
