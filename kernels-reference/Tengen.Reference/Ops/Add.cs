// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Addition. Source: ONNX Add-14, Broadcasting.md.</summary>
internal sealed class Add : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.BinaryContract("Add", [7, 13, 14],
        "C = A + B with numpy broadcasting. Integers wrap modulo two to their width. Inf + -Inf = NaN, -0 + -0 = -0. ONNX Add-14.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Binary(context, static (a, b) => a + b, static (a, b) => unchecked(a + b));

    public static CaseSpace Cases => Elementwise.BinaryCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildBinary(builder);
}
