// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Subtraction. Source: ONNX Sub-14, Broadcasting.md.</summary>
internal sealed class Sub : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.BinaryContract("Sub", [7, 13, 14],
        "C = A - B with numpy broadcasting. Integers wrap modulo two to their width. Inf - Inf = NaN. ONNX Sub-14.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Binary(context, static (a, b) => a - b, static (a, b) => unchecked(a - b));

    public static CaseSpace Cases => Elementwise.BinaryCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildBinary(builder);
}
