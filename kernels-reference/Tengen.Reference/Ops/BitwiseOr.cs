// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Or of bits. Source: ONNX BitwiseOr-18.</summary>
internal sealed class BitwiseOr : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.BinaryContract("BitwiseOr", [18], "C = A or B bit by bit, with numpy broadcasting. ONNX BitwiseOr-18.", Types.Integers);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Elementwise.Binary(context, static (a, _) => a, static (a, b) => a | b);

    public static CaseSpace Cases { get; } = Elementwise.BinaryCases with { Types = Types.Integers };

    public static void Build(CaseBuilder builder) => Elementwise.BuildBinary(builder);
}
