// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Disjunction. Source: ONNX Or-7.</summary>
internal sealed class Or : IOperator
{
    public static OperatorContract Contract { get; } = Logic.Contract("Or", "C = A or B with numpy broadcasting. ONNX Or-7.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Binary(context, static (a, _) => a, static (a, b) => a | b);

    public static CaseSpace Cases => Logic.Cases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildBinary(builder);
}
