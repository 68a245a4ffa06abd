// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Permutation of axes. Source: ONNX Transpose-25.</summary>
internal sealed class Transpose : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Transpose",
        Versions = [1, 13, 21, 23, 24, 25],
        Inputs = [new("data", Types.Any, "T")],
        Outputs = [new("transposed", Types.Any, "T")],
        Attributes = [new("perm", AttributeType.Ints)],
        Infer = Infer,
        Summary = "Axis i of the output is axis perm[i] of the input; without perm the axes are reversed. ONNX Transpose-25.",
    };

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        var perm = shape.HasRank ? Permutation(context.Attributes, shape.Rank) : [];
        if (shape.HasRank && !perm.Order().SequenceEqual(Enumerable.Range(0, shape.Rank)))
            throw context.Error("perm", $"[{string.Join(',', perm)}] is no permutation of {shape.Rank} axes");
        context.SetOutput(0, context.InputType(0), shape.HasRank ? new Shape([.. perm.Select(axis => shape[axis])]) : Shape.Unknown);
    }

    private static int[] Permutation(AttributeList attributes, int rank) =>
        attributes.Ints("perm") is { IsDefault: false } perm ? [.. perm.Select(axis => (int)axis)] : [.. Enumerable.Range(0, rank).Reverse()];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, to) = (context.InputDims(0), context.OutputDims(0));
        var perm = Permutation(context.Attributes, from.Length);
        var steps = perm.Select(axis => from.Skip(axis + 1).Aggregate(1, (product, dim) => product * dim)).ToArray();
        Movement.Gather(context, element =>
        {
            var source = 0;
            for (var axis = to.Length - 1; axis >= 0; axis--)
            {
                (element, var at) = Math.DivRem(element, to[axis]);
                source += at * steps[axis];
            }
            return source;
        });
    }

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes,
        ["x=3x5x7,perm=2x0x1", "x=3x67", "x=2x3x4x5,perm=0x2x3x1", "x=2x3x4x5,perm=0x3x1x2", "x=17", "x=3x0x2", "x=33x17,perm=1x0", "x=1x64x1,perm=2x1x0", "x=1x0x17"],
        DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        if (builder.Has("perm"))
            builder.Attribute(NodeAttribute.Ints("perm", builder.Ints("perm")));
    }
}
