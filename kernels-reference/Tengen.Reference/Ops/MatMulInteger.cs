// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Matrix product of 8-bit integers into 32 bits. Source: ONNX MatMulInteger-10.</summary>
internal sealed class MatMulInteger : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "MatMulInteger",
        Versions = [10],
        Inputs =
        [
            new("A", QuantisedProduct.Operands, "T1"), new("B", QuantisedProduct.Operands, "T2"),
            new("a_zero_point", QuantisedProduct.Operands, "T1", Optional: true), new("b_zero_point", QuantisedProduct.Operands, "T2", Optional: true),
        ],
        Outputs = [new("Y", [DType.Int32], "T3")],
        Infer = static context => MatrixProduct.Infer(context, 0, 1, DType.Int32),
        Summary = "Y = (A - a_zero_point) (B - b_zero_point) as numpy.matmul; zero points are one number, or one per row of A and per column of B. " +
            "Exact modulo 2^32. ONNX MatMulInteger-10.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (product, result) = (QuantisedProduct.Matrices(context, 0, 2, 1, 3), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, (Int128)product(i));
    }

    public static CaseSpace Cases { get; } = new(QuantisedProduct.Operands,
        ["a=5x64,b=64x7", "a=5x64,b=64x7,zero=1", "a=3x17,b=17x15,zero=3x15", "a=2x3x31,b=31x5,zero=1,right=i8", "a=33,b=33x2", "a=4x0,b=0x3", "a=1x1031,b=1031x2,zero=1,right=u8", "a=2x3x7,b=2x7x5,zero=1"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        var right = QuantisedCases.Type(builder, "right");
        QuantisedCases.Tensor(builder, "A", builder.Type, builder.Ints("a"));
        QuantisedCases.Tensor(builder, "B", right, builder.Ints("b"));
        if (!builder.Has("zero"))
            return;
        var zeros = builder.Ints("zero");
        QuantisedCases.Zero(builder, "a_zero_point", builder.Type, zeros.Length == 2 ? [zeros[0]] : []);
        QuantisedCases.Zero(builder, "b_zero_point", right, zeros.Length == 2 ? [zeros[1]] : []);
    }
}
