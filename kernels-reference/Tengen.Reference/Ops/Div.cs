// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Division. Source: ONNX Div-14, Broadcasting.md.</summary>
internal sealed class Div : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.BinaryContract("Div", [7, 13, 14],
        "C = A / B with numpy broadcasting. Integers truncate toward zero, the smallest number divided by -1 wraps, division by zero is undefined " +
        "and refused by the oracle. x / 0 = Inf with the sign of both, 0 / 0 = NaN. ONNX Div-14.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Binary(context, static (a, b) => a / b, (a, b) => b != 0
            ? a / b
            : throw new GraphException("op:Div.zero", $"{context.Node}: the specification leaves integer division by zero undefined"));

    public static CaseSpace Cases => Elementwise.BinaryCases;

    public static void Build(CaseBuilder builder)
    {
        builder.Input("A", builder.Ints("a"));
        if (builder.Type.IsFloat)
            builder.Input("B", builder.Ints("b"));
        else
            builder.Integers("B", builder.Type, 1, 127, builder.Ints("b"));
    }
}
