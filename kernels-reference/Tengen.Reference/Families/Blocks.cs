// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Reference.Families;

/// <summary>Operators that trade blocks of two spatial axes for channels. Source: ONNX DepthToSpace-13, SpaceToDepth-13.</summary>
internal static class Blocks
{
    public static OperatorContract Contract(string name, ImmutableArray<int> versions, Action<ShapeContext> infer, string summary, params ReadOnlySpan<AttributeContract> attributes) => new()
    {
        Name = name,
        Versions = versions,
        Inputs = [new("input", Types.Tensors, "T")],
        Outputs = [new("output", Types.Tensors, "T")],
        Attributes = [new("blocksize", AttributeType.Int, Required: true), .. attributes],
        Infer = infer,
        Summary = summary,
    };

    /// <summary>Sets the output's shape from that of the input, of rank 4, with extents scaled by quotients of powers of the block.</summary>
    public static void Infer(ShapeContext context, Func<long, long> channels, Func<long, long> extent)
    {
        var x = context.InputShape(0);
        if (x.HasRank && x.Rank != 4)
            throw context.Error("rank", $"{x} does not have rank 4");
        long Scaled(long dim, Func<long, long> scale) => Shape.IsSymbol(dim) ? context.NewDim("blocks") : scale(dim);
        context.SetOutput(0, context.InputType(0), x.HasRank ? new Shape(x[0], Scaled(x[1], channels), Scaled(x[2], extent), Scaled(x[3], extent)) : Shape.Unknown);
    }

    /// <exception cref="GraphException">Rule <c>op:Name.blocksize</c>: it does not divide.</exception>
    public static long Divided(ShapeContext context, long dim, long divisor) =>
        dim % divisor == 0 ? dim / divisor : throw context.Error("blocksize", $"{dim} does not divide by {divisor}");
}
