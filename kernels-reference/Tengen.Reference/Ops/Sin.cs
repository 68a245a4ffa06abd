// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The sine of an angle in radians. Source: ONNX Sin-22.</summary>
internal sealed class Sin : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Sin", [7, 22],
        "Y = sin X for every finite X. Sin(+-Inf) = NaN, NaN gives NaN. ONNX Sin-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Sin, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
