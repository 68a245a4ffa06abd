// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>And of bits. Source: ONNX BitwiseAnd-18.</summary>
internal sealed class BitwiseAnd : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.BinaryContract("BitwiseAnd", [18], "C = A and B bit by bit, with numpy broadcasting. ONNX BitwiseAnd-18.", Types.Integers);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Elementwise.Binary(context, static (a, _) => a, static (a, b) => a & b);

    public static CaseSpace Cases { get; } = Elementwise.BinaryCases with { Types = Types.Integers };

    public static void Build(CaseBuilder builder) => Elementwise.BuildBinary(builder);
}
