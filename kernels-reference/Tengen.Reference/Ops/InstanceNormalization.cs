// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Normalisation of every channel of every image. Source: ONNX InstanceNormalization-22; Ulyanov et al., arXiv 1607.08022.</summary>
internal sealed class InstanceNormalization : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "InstanceNormalization",
        Versions = [6, 22],
        Inputs = [new("input", Types.Floats, "T"), new("scale", Types.Floats, "T"), new("B", Types.Floats, "T")],
        Outputs = [new("output", Types.Floats, "T")],
        Attributes = [new("epsilon", AttributeType.Float, 1e-5f)],
        Infer = GroupStatistics.Infer,
        Summary = "output = scale (input - mean) / sqrt(variance + epsilon) + B; mean and population variance are those of one channel of one image. ONNX InstanceNormalization-22.",
    };

    public static ImmutableArray<string> Forms => GroupStatistics.Forms;

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => GroupStatistics.Run(context, context.InputDims(0)[1], null);

    /// <summary><c>welford</c>: mean and sum of squares updated element by element. <c>folded</c>: x times scale/deviation, plus bias - mean times scale/deviation.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => GroupStatistics.Run(context, context.InputDims(0)[1], form);

    public static CaseSpace Cases { get; } = new(Types.Floats, ["x=2x5x7x7", "x=1x3x17", "x=1x1x1x2", "x=0x3x4", "x=1x8x31x33", "x=2x2x3x4x5"], GroupStatistics.Data);

    public static void Build(CaseBuilder builder) => GroupStatistics.Build(builder, "scale", "B");
}
