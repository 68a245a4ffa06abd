// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Negation of bits. Source: ONNX BitwiseNot-18.</summary>
internal sealed class BitwiseNot : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("BitwiseNot", [18], "Y = not X bit by bit. ONNX BitwiseNot-18.", Types.Integers);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Elementwise.Unary(context, static x => x, static x => ~x);

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases(Types.Integers);

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
