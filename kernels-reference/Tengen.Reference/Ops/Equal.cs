// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Equality. Source: ONNX Equal-19.</summary>
internal sealed class Equal : IOperator
{
    public static OperatorContract Contract { get; } = Comparison.Contract("Equal", [7, 11, 13, 19],
        "C = A == B with numpy broadcasting. Zeros of either sign are equal, NaN is neither less, equal nor greater. Strings are not supported. ONNX Equal-19.", [.. Types.Numeric, DType.Bool]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Comparison.Run(context, static (a, b) => a == b, static (a, b) => a == b);

    public static CaseSpace Cases { get; } = Comparison.Cases([.. Types.Numeric, DType.Bool]);

    public static void Build(CaseBuilder builder) => Comparison.Build(builder);
}
