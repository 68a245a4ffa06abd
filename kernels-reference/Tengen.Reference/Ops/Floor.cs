// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The largest integer not above. Source: ONNX Floor-13.</summary>
internal sealed class Floor : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Floor", [6, 13],
        "Y is the largest integer that is not above X: exact. Infinities and zeros stay, NaN gives NaN. ONNX Floor-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Elementwise.Unary<T>(context, WholeNumbers.Floor);

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases();

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
