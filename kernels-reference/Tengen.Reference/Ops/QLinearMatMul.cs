// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Matrix product of quantised tensors. Source: ONNX QLinearMatMul-21.</summary>
internal sealed class QLinearMatMul : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. QuantisedProduct.Operands, .. Types.Float8];
    private static readonly ImmutableArray<DType> Scales = [DType.Float32, DType.Float16, DType.BFloat16];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "QLinearMatMul",
        Versions = [10, 21],
        Inputs =
        [
            new("a", Supported, "T1"), new("a_scale", Scales, "TS"), new("a_zero_point", Supported, "T1"),
            new("b", Supported, "T2"), new("b_scale", Scales, "TS"), new("b_zero_point", Supported, "T2"),
            new("y_scale", Scales, "TS"), new("y_zero_point", Supported, "T3"),
        ],
        Outputs = [new("y", Supported, "T3")],
        Infer = static context => MatrixProduct.Infer(context, 0, 3, context.InputType(7)),
        Summary = "y = saturate(round((a - a_zero_point) (b - b_zero_point) * a_scale * b_scale / y_scale) + y_zero_point), ties to even; scales and zero points are one number, or " +
            "one per row of a and y and per column of b. Exact where the scales multiply exactly; elsewhere a tie that their rounding decides is open. ONNX QLinearMatMul-21.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var product = QuantisedProduct.Matrices(context, 0, 2, 3, 5);
        var (scaleOfA, scaleOfB, scaleOfY, zeros) = (context.Numbers(1), context.Numbers(4), context.Numbers(6), context.Exact(7));
        var (a, b, y) = (QuantisedProduct.PerRow(context, 1), QuantisedProduct.PerColumn(context, 4), QuantisedProduct.PerRow(context, 6));
        context.Each(0, i =>
        {
            var scaled = T.Exact(product(i)) * (scaleOfA[a(i)] * scaleOfB[b(i)] / scaleOfY[y(i)]);
            return QuantisedProduct.Requantised(context, scaled, zeros[zeros.Length == 1 ? 0 : y(i)]);
        });
    }

    public static CaseSpace Cases { get; } = new(QuantisedProduct.Operands,
        ["a=5x64,b=64x7", "a=3x17,b=17x15,each=1", "a=2x3x31,b=2x31x5", "a=33,b=33x2", "a=1x1031,b=1031x2", "a=0x5,b=5x3"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        var (a, b) = (builder.Ints("a"), builder.Ints("b"));
        long[] rows = builder.Has("each") ? [a[^2]] : [];
        long[] columns = builder.Has("each") ? [b[^1]] : [];
        QuantisedCases.Tensor(builder, "a", builder.Type, a);
        QuantisedCases.Scale(builder, "a_scale", ofOutput: false, rows);
        QuantisedCases.Zero(builder, "a_zero_point", builder.Type, rows);
        QuantisedCases.Tensor(builder, "b", DType.Int8, b);
        QuantisedCases.Scale(builder, "b_scale", ofOutput: false, columns);
        QuantisedCases.Zero(builder, "b_zero_point", DType.Int8, columns);
        QuantisedCases.Scale(builder, "y_scale", ofOutput: true);
        QuantisedCases.Zero(builder, "y_zero_point", builder.Type);
    }
}
