// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Running products along an axis. Source: ONNX CumProd-26.</summary>
internal sealed class CumProd : IOperator
{
    public static OperatorContract Contract { get; } = Running.Contract("CumProd", [26], "y[i] is the product of x[0] to x[i] along axis.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Running.Run(context, Folds.Product, static terms => terms.Aggregate(Int128.One, static (product, term) => (Int128)(ulong)unchecked(product * term)));

    public static CaseSpace Cases { get; } = new(Reduction.Numeric, Running.Parameters, [DataSets.Positive, DataSets.ExactInt, DataSets.Uniform, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder) => Running.Build(builder);
}
