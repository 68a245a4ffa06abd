// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The mean over all spatial axes. Source: ONNX GlobalAveragePool-22.</summary>
internal sealed class GlobalAveragePool : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "GlobalAveragePool",
        Versions = [1, 22],
        Inputs = [new("X", Types.Floats, "T")],
        Outputs = [new("Y", Types.Floats, "T")],
        Infer = ShapeRules.Plane,
        Summary = "Y is the mean over every axis but the first two, which become 1. Sums run in any order. ONNX GlobalAveragePool-22.",
    };

    public static ImmutableArray<string> Forms => ["reciprocal"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, Mean.Divided);

    /// <summary><c>reciprocal</c>: the sum times the rounded reciprocal of the count.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, Mean.Multiplied);

    private static void Run<T>(KernelContext<T> context, Func<T[], int, T> mean) where T : unmanaged, INumber<T>
    {
        var x = context.Numbers(0);
        var plane = context.InputDims(0)[2..].Aggregate(1, (product, dim) => product * dim);
        context.Each(0, i => mean(x[(i * plane)..((i + 1) * plane)], plane));
    }

    public static CaseSpace Cases { get; } = new(Types.Floats, ["x=2x5x7x7", "x=1x3x1x1", "x=1x16x13", "x=1x2x3x4x5", "x=0x2x3x3", "x=1x3x31x33"], DataSets.Sums);

    public static void Build(CaseBuilder builder) => builder.Input("X", builder.Ints("x"));
}
