// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Running sums along an axis. Source: ONNX CumSum-14.</summary>
internal sealed class CumSum : IOperator
{
    public static OperatorContract Contract { get; } = Running.Contract("CumSum", [11, 14], "y[i] is the sum of x[0] to x[i] along axis.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Running.Run(context, static terms => T.Sum(new Strided<T>(terms)), static terms => terms.Aggregate(Int128.Zero, static (sum, term) => unchecked(sum + term)));

    public static CaseSpace Cases { get; } = new(Reduction.Numeric, Running.Parameters, DataSets.Sums) { ProbesSums = true };

    public static void Build(CaseBuilder builder) => Running.Build(builder);
}
