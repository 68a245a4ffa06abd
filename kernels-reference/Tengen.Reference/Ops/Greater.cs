// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Order. Source: ONNX Greater-13.</summary>
internal sealed class Greater : IOperator
{
    public static OperatorContract Contract { get; } = Comparison.Contract("Greater", [7, 9, 13],
        "C = A > B with numpy broadcasting. Zeros of either sign are equal, NaN is neither less, equal nor greater. ONNX Greater-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Comparison.Run(context, static (a, b) => a > b, static (a, b) => a > b);

    public static CaseSpace Cases { get; } = Comparison.Cases();

    public static void Build(CaseBuilder builder) => Comparison.Build(builder);
}
