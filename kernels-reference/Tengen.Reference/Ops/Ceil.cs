// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The smallest integer not below. Source: ONNX Ceil-13.</summary>
internal sealed class Ceil : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Ceil", [6, 13],
        "Y is the smallest integer that is not below X: exact. Infinities and zeros stay, NaN gives NaN. ONNX Ceil-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Elementwise.Unary<T>(context, WholeNumbers.Ceil);

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases();

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
