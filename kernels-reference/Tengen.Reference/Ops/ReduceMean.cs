// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The mean over some axes. Source: ONNX ReduceMean-18.</summary>
internal sealed class ReduceMean : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "ReduceMean",
        Versions = [1, 11, 13, 18],
        Inputs = [new("data", Types.Floats, "T"), new("axes", [DType.Int64], "axes", Optional: true)],
        Outputs = [new("reduced", Types.Floats, "T")],
        Attributes = [new("keepdims", AttributeType.Int, 1), new("noop_with_empty_axes", AttributeType.Int, 0)],
        ShapeInputs = [1],
        Upgrade = Reduction.AxesBecomeAnInput,
        Infer = Reduction.Infer,
        Summary = "The mean over the listed axes (negative ones count from the back; without axes over all, or none with noop_with_empty_axes). " +
            "The mean of nothing is NaN. Sums run in any order. ONNX ReduceMean-18, floating-point types.",
    };

    public static ImmutableArray<string> Forms => ["reciprocal"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Reduction.Each(context, static terms => Mean.Divided(terms, terms.Length));

    /// <summary><c>reciprocal</c>: the sum times the rounded reciprocal of the count.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, static terms => Mean.Multiplied(terms, terms.Length));

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=3x5x7,axes=1", "x=3x5x7,axes=0x2,keep=0", "x=3x5x7", "x=3x5x7,axes=-1", "x=4x4096,axes=1", "x=17,axes=0,keep=0", "x=0x3,axes=1", "x=2x1031,axes=-1,keep=0"],
        DataSets.Sums);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        if (builder.Has("axes"))
            builder.Constant("axes", Tensor.Of<long>(builder.Ints("axes"), builder.Ints("axes").Length));
        builder.Attribute(NodeAttribute.Int("keepdims", builder.Int("keep", 1)));
    }
}
