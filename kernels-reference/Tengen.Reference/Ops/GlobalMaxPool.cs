// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The largest element over all spatial axes. Source: ONNX GlobalMaxPool-22.</summary>
internal sealed class GlobalMaxPool : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "GlobalMaxPool",
        Versions = [1, 22],
        Inputs = [new("X", Types.Floats, "T")],
        Outputs = [new("Y", Types.Floats, "T")],
        Infer = ShapeRules.Plane,
        Summary = "Y is the maximum over every axis but the first two, which become 1: exact. NaN gives NaN. ONNX GlobalMaxPool-22.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, plane) = (context.Numbers(0), Grid.Count(context.InputDims(0).AsSpan()[2..]));
        context.Each(0, i => Folds.Extreme(x[(i * plane)..((i + 1) * plane)], T.Max, double.NegativeInfinity));
    }

    public static CaseSpace Cases { get; } = new(Types.Floats, ["x=2x5x7x7", "x=1x3x1x1", "x=1x16x13", "x=1x2x3x4x5", "x=0x2x3x3", "x=1x3x31x33"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Subnormal, DataSets.Overflow, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder) => builder.Input("X", builder.Ints("x"));
}
