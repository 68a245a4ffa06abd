// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The rectifier. Source: ONNX Relu-14.</summary>
internal sealed class Relu : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Floats, DType.Int8, DType.Int16, DType.Int32, DType.Int64];

    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Relu", [6, 13, 14],
        "Y = max(0, X). Exact. NaN gives NaN, -0 may give either zero. ONNX Relu-14.", Supported);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Max(x, T.Exact(0)), static x => Int128.Max(x, 0));

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases(Supported);

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
