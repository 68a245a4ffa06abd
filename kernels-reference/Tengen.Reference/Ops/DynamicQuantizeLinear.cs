// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Quantisation to the range that a tensor has. Source: ONNX DynamicQuantizeLinear-11 and its function body.</summary>
internal sealed class DynamicQuantizeLinear : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "DynamicQuantizeLinear",
        Versions = [11],
        Inputs = [new("x", [DType.Float32], "T1")],
        Outputs = [new("y", [DType.UInt8], "T2"), new("y_scale", [DType.Float32], "tensor(float)"), new("y_zero_point", [DType.UInt8], "T2")],
        Infer = static context =>
        {
            context.SetOutput(0, DType.UInt8, context.InputShape(0));
            context.SetOutput(1, DType.Float32, Shape.Scalar);
            context.SetOutput(2, DType.UInt8, Shape.Scalar);
        },
        Summary = "y_scale = (max(0, max x) - min(0, min x)) / 255, y_zero_point = round(clip(-min(0, min x) / y_scale, 0, 255)), y = saturate(round(x / y_scale) + y_zero_point), " +
            "ties to even, every step rounded to fp32 as the function body does. A tensor without a number other than 0 has no scale: refused by the oracle. ONNX DynamicQuantizeLinear-11.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        if (!context.Exact(0).Any(value => value != 0))
            throw new GraphException("op:DynamicQuantizeLinear.range", $"{context.Node}: the specification gives no scale for a tensor without a number other than 0");
        var x = context.Numbers(0);
        T[] withZero = [T.Exact(0), .. x];
        var (least, most) = (Folds.Extreme(withZero, T.Min, 0), Folds.Extreme(withZero, T.Max, 0));
        var scale = Step(Step(most - least) / T.Exact(255));
        var zero = T.RoundToInteger(Limited(Step((T.Exact(0) - least) / scale)), Ties.ToEven);
        context.Each(0, i => Limited(T.RoundToInteger(Step(x[i] / scale), Ties.ToEven) + zero));
        context.Each(1, _ => (most - least) / T.Exact(255));
        context.Each(2, _ => zero);
    }

    private static T Step<T>(T value) where T : unmanaged, INumber<T> => T.Round(value, DType.Float32);

    private static T Limited<T>(T value) where T : unmanaged, INumber<T> => T.Min(T.Max(value, T.Exact(0)), T.Exact(255));

    public static CaseSpace Cases { get; } = new([DType.Float32], ["x=3x67", "x=15", "x=17", "x=2x3x5", "x=1031"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.Ties]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("x", builder.Ints("x"));
        builder.Outputs(3);
    }
}
