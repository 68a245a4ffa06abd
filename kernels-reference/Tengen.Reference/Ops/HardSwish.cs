// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The swish function made of lines. Source: ONNX HardSwish-22; Howard et al., arXiv 1905.02244.</summary>
internal sealed class HardSwish : IOperator
{
    private static readonly Real Sixth = new(1.0 / 6, 9.25185853854297e-18);

    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("HardSwish", [14, 22],
        "Y = X max(0, min(1, X/6 + 1/2)). HardSwish(+Inf) = +Inf, NaN gives NaN. At -Inf the formula gives NaN where the limit is 0. ONNX HardSwish-22.");

    public static ImmutableArray<string> Forms => ["shifted"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => x * T.Max(T.Exact(0), T.Min(T.Exact(1), x * T.Constant(Sixth) + T.Exact(0.5))));

    /// <summary><c>shifted</c>: x times max(0, min(6, x + 3)), divided by 6.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => x * T.Max(T.Exact(0), T.Min(T.Exact(6), x + T.Exact(3))) / T.Exact(6));

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases() with
    {
        Data = [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.Ties, DataSets.NanTracer],
    };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
